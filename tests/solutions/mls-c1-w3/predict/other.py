def predict(X, w, b):
    return np.where(X.dot(w) + b >= 0, 1.0, 0.0)
