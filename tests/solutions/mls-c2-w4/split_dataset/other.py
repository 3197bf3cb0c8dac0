def split_dataset(X, node_indices, feature):
    nodes = np.array(node_indices)
    has = X[nodes, feature].astype(bool)
    return nodes[has].tolist(), nodes[~has].tolist()
