def cosine_similarity(A, B):
    return (A @ B) / np.linalg.norm(A) / np.linalg.norm(B)
