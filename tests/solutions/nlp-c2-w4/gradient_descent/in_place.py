def gradient_descent(data, word2Ind, N, V, num_iters, alpha=0.03, random_seed=282):
    theta = initialize_model(N=N, V=V, random_seed=random_seed)
    theta = [one.copy() for one in theta]
    batches = get_batches(data, word2Ind, V, 2, 128)
    for i in range(num_iters):
        x, y = next(batches)
        W1, W2, b1, b2 = theta
        z, h = forward_prop(x, W1, W2, b1, b2)
        grads = back_prop(x, softmax(z), y, h, W1, W2, b1, b2, 128)
        for one, grad in zip(theta, grads):
            one -= alpha * grad
        if (i + 1) % 100 == 0:
            alpha = alpha * 0.66
    return tuple(theta)
