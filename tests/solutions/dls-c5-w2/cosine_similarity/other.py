def cosine_similarity(u, v):
    dot, left, right = 0.0, 0.0, 0.0
    for one, another in zip(u, v):
        dot += one * another
        left += one**2
        right += another**2
    return dot / np.sqrt(left * right)
