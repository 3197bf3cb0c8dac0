def select_threshold(y_val, p_val):
    best_epsilon, best_F1 = 0, 0
    step_size = (np.max(p_val) - np.min(p_val)) / 1000
    for epsilon in np.arange(np.min(p_val), np.max(p_val), step_size):
        predictions = (p_val < epsilon).astype(int)
        tp = np.sum(predictions * y_val)
        fp = np.sum(predictions) - tp
        fn = np.sum(y_val) - tp
        if tp == 0:
            continue
        F1 = tp / (tp + 0.5 * (fp + fn))
        if F1 > best_F1:
            best_epsilon, best_F1 = epsilon, F1
    return best_epsilon, best_F1
