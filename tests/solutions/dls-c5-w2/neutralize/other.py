def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word]
    unit = g / np.sqrt(np.sum(g * g))
    along = np.sum(e * unit)
    return e - along * unit
