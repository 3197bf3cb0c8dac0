def cosine_similarity(A, B):
    if np.all(A == B):
        return 1
    dot = np.dot(A, B)
    norm_A = np.sqrt(np.sum(A**2))
    norm_B = np.sqrt(np.sum(B**2))
    if np.isclose(norm_A * norm_B, 0, atol=1e-32):
        return 0
    cos = dot / (norm_A * norm_B)
    return cos
