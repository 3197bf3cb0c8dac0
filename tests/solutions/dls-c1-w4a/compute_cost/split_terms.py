def compute_cost(AL, Y):
    m = Y.shape[1]
    ones = np.multiply(Y, np.log(AL))
    zeros = np.multiply(1 - Y, np.log(1 - AL))
    logprobs = ones + zeros
    total = np.sum(logprobs, axis=1, keepdims=True)
    return np.squeeze(-total / m)
