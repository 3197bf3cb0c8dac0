def cosine_similarity(u, v):
    return (u @ v) / np.linalg.norm(u) / np.linalg.norm(v)
