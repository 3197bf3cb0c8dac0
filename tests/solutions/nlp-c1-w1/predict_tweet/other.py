def predict_tweet(tweet, freqs, theta):
    features = extract_features(tweet, freqs)
    z = np.sum(features.T * theta, axis=0, keepdims=True)
    y_pred = sigmoid(z)
    return y_pred
