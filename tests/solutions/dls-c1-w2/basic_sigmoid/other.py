import numpy as np

def basic_sigmoid(x):
    e = np.exp(-x)
    denominator = 1 + e
    return float(denominator ** -1)
