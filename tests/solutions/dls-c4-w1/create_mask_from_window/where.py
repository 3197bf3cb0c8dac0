def create_mask_from_window(x):
    largest = x.max()
    return np.where(x >= largest, True, False)
