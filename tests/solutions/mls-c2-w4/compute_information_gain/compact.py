def compute_information_gain(X, y, node_indices, feature):
    gain = compute_entropy(y[node_indices])
    for branch in split_dataset(X, node_indices, feature):
        gain -= len(branch) / len(node_indices) * compute_entropy(y[branch])
    return gain
