def split_dataset(X, node_indices, feature):
    left_indices = [i for i in node_indices if X[i, feature] == 1]
    right_indices = [i for i in node_indices if X[i, feature] == 0]
    return left_indices, right_indices
