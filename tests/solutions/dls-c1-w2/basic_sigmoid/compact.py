import math


def basic_sigmoid(x):
    return math.exp(x) / (math.exp(x) + 1)
