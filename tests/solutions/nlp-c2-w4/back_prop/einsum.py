def back_prop(x, yhat, y, h, W1, W2, b1, b2, batch_size):
    error = yhat - y
    z1 = np.einsum("nv,vm->nm", W1, x) + b1
    l1 = np.einsum("vn,vm->nm", W2, error)
    l1 = np.where(z1 < 0, 0, l1)
    grad_W1 = np.einsum("nm,vm->nv", l1, x) / batch_size
    grad_W2 = np.einsum("vm,nm->vn", error, h) / batch_size
    grad_b1 = np.einsum("nm->n", l1)[:, None] / batch_size
    grad_b2 = np.einsum("vm->v", error)[:, None] / batch_size
    return grad_W1, grad_W2, grad_b1, grad_b2
