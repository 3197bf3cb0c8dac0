def svm_loss(x, y):
    N = len(x)
    hot = np.eye(x.shape[1])[y]
    margin = x - np.sum(x * hot, axis=1, keepdims=True) + (1 - hot)
    violated = (margin > 0) * (1 - hot)
    loss = np.sum(margin * violated) / N
    dx = (violated - hot * violated.sum(axis=1, keepdims=True)) / N
    return loss, dx
