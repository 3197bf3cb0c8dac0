def compute_entropy(y):
    shares = [np.sum(y == label) / max(len(y), 1) for label in (0, 1)]
    return sum(-share * np.log2(share) for share in shares if share > 0 and share < 1)
