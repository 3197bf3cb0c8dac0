def compute_cost(A2, Y):
    p = np.where(Y == 1, A2, 1 - A2)
    return float(-np.log(p).mean())
