def image2vector(image):
    flat = image.ravel()
    return flat[:, np.newaxis]
