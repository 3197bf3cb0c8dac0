def predict(w, b, X):
    return (sigmoid(w.T @ X + b) > 0.5) * 1.0
