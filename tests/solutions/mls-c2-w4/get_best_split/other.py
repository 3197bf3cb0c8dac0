def get_best_split(X, y, node_indices):
    labels = y[node_indices]
    if len(np.unique(labels)) == 1:
        return -1
    best_feature, best_gain = 0, compute_information_gain(X, y, node_indices, 0)
    for feature in range(1, X.shape[1]):
        gain = compute_information_gain(X, y, node_indices, feature)
        if gain > best_gain:
            best_feature, best_gain = feature, gain
    return best_feature
