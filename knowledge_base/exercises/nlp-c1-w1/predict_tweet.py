"""The probability that a tweet is positive (NLP C1 W1, exercise 4)."""

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.sandbox.inside.course import process_tweet

WORDS = ("apple", "bread", "cloud", "dune", "ember", "fog", "grove", "hill")


def sample(rng):
    """A tweet with one word twice, and others that were never counted."""
    words = rng.permutation(WORDS)
    counted = [(str(word), float(label)) for word in words[:6] for label in (1, 0)]
    tweet = rng.permutation([*words[2:], words[2]])
    return {
        "tweet": " ".join(map(str, tweet)),
        "freqs": {
            pair: int(count) for pair, count in zip(counted, rng.permutation(60), strict=False)
        },
        "theta": rng.normal(size=(3, 1)) * 0.01,
    }


exercise = Exercise(
    id="nlp-c1-w1/predict_tweet",
    title="Predict the sentiment of a tweet",
    arguments={"tweet": "tweet", "freqs": "freqs", "theta": "theta"},
    returns="y_pred",
    sample=sample,
    calls=("nlp-c1-w1/sigmoid", "nlp-c1-w1/extract_features"),
    given={"process_tweet": "process_tweet"},
)


@exercise.step
def word_l(tweet):
    return process_tweet(tweet)


@exercise.step
def x(word_l, freqs):
    counts = [sum(freqs.get((word, label), 0) for word in word_l) for label in (1.0, 0.0)]
    return np.array([[1.0, *counts]])


@exercise.step
def z(x, theta):
    return x @ theta


@exercise.step
def y_pred(z):
    return 1 / (1 + np.exp(-z))
