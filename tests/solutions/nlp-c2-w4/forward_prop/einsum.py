def forward_prop(x, W1, W2, b1, b2):
    z1 = np.einsum("nv,vm->nm", W1, x) + b1
    h = np.where(z1 > 0, z1, 0)
    z = np.einsum("vn,nm->vm", W2, h) + b2
    return z, h
