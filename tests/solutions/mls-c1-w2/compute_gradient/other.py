def compute_gradient(x, y, w, b):
    f_wb = x * w + b
    dj_db = np.mean(f_wb - y)
    dj_dw = np.mean(np.multiply(f_wb - y, x))
    return (dj_dw, dj_db)
