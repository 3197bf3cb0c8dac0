def zero_pad(X, pad):
    padded = []
    for image in X:
        padded.append(np.pad(image, ((pad, pad), (pad, pad), (0, 0)), 'constant'))
    return np.stack(padded)
