def cosine_similarity(A, B):
    dot, left, right = 0.0, 0.0, 0.0
    for one, another in zip(A, B):
        dot += one * another
        left += one**2
        right += another**2
    return dot / np.sqrt(left * right)
