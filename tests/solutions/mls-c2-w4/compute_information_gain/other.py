def compute_information_gain(X, y, node_indices, feature):
    left, right = split_dataset(X, node_indices, feature)
    if not left or not right:
        return 0.0
    w_left = len(left) / len(node_indices)
    children = w_left * compute_entropy(y[left]) + (1 - w_left) * compute_entropy(y[right])
    return compute_entropy(y[node_indices]) - children
