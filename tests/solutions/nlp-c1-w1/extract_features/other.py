def extract_features(tweet, freqs, process_tweet=process_tweet):
    x = np.array([[1, 0, 0]])
    for word in process_tweet(tweet):
        for column, label in ((1, 1.0), (2, 0.0)):
            if (word, label) in freqs:
                x[0][column] = x[0][column] + freqs[(word, label)]
    return x
