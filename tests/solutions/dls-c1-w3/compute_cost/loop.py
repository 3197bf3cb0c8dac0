import math


def compute_cost(A2, Y):
    total = 0.0
    m = Y.shape[1]
    for i in range(m):
        y = float(Y[0, i])
        a = float(A2[0, i])
        total += y * math.log(a) + (1 - y) * math.log(1 - a)
    return -total / m
