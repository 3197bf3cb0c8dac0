def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param['eps'], bn_param['momentum']
    if bn_param['mode'] == 'test':
        return (x - bn_param['running_mean']) * gamma / np.sqrt(bn_param['running_var'] + eps) + beta, None
    N = x.shape[0]
    mu = 1. / N * np.sum(x, axis=0)
    xmu = x - mu
    sq = xmu ** 2
    var = 1. / N * np.sum(sq, axis=0)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1. / sqrtvar
    xhat = xmu * ivar
    gammax = gamma * xhat
    out = gammax + beta
    bn_param['running_mean'] = momentum * bn_param['running_mean'] + (1 - momentum) * mu
    bn_param['running_var'] = momentum * bn_param['running_var'] + (1 - momentum) * var
    return out, (xhat, gamma, xmu, ivar, sqrtvar, var, eps)
