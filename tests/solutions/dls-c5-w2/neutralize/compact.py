def neutralize(word, g, word_to_vec_map):
    return word_to_vec_map[word] - g * (g @ word_to_vec_map[word]) / (g @ g)
