def compute_cost(y, yhat, batch_size):
    per_example = np.einsum("vm,vm->m", y, np.log(yhat))
    per_example += np.einsum("vm,vm->m", 1 - y, np.log1p(-yhat))
    return float(-np.sum(per_example) / batch_size)
