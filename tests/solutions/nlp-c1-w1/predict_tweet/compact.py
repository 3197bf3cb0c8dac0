def predict_tweet(tweet, freqs, theta):
    return 1 / (1 + np.exp(-extract_features(tweet, freqs) @ theta))
