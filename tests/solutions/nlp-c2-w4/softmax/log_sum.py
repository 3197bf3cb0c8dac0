def softmax(z):
    log_sum = np.log(np.sum(np.exp(z), axis=0))
    return np.exp(z - log_sum)
