def get_best_split(X, y, node_indices):
    gains = [compute_information_gain(X, y, node_indices, j) for j in range(X.shape[1])]
    return int(np.argmax(gains)) if max(gains) > 0 else -1
