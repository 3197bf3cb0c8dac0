def extract_features(tweet, freqs):
    words = process_tweet(tweet)
    sums = [sum(freqs.get((word, label), 0) for word in words) for label in (1, 0)]
    return np.array([[1.0] + sums])
