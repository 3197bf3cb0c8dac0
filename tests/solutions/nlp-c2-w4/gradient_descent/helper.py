def one_batch(x, y, parameters):
    W1, W2, b1, b2 = parameters
    z, h = forward_prop(x, W1, W2, b1, b2)
    yhat = softmax(z)
    return compute_cost(y, yhat, x.shape[1]), back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size=x.shape[1])


def gradient_descent(data, word2Ind, N, V, num_iters, alpha=0.03, random_seed=282):
    parameters = initialize_model(N, V, random_seed)
    for count, (x, y) in enumerate(get_batches(data, word2Ind, V, C=2, batch_size=128), 1):
        cost, grads = one_batch(x, y, parameters)
        parameters = tuple(p - alpha * g for p, g in zip(parameters, grads))
        if count == num_iters:
            break
        alpha *= 0.66 if count % 100 == 0 else 1
    return parameters
