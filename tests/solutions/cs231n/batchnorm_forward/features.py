def batchnorm_forward(x, gamma, beta, bn_param):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        column = x[:, j]
        if bn_param['mode'] == 'train':
            mean, var = column.mean(), column.var()
        else:
            mean, var = bn_param['running_mean'][j], bn_param['running_var'][j]
        out[:, j] = gamma[j] * (column - mean) / np.sqrt(var + bn_param['eps']) + beta[j]
    return out, (x, gamma, beta)
