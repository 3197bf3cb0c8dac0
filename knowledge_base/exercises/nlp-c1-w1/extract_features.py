"""The bias and two sums of word counts of a tweet (NLP C1 W1, exercise 3)."""

import numpy as np

from assistant.exercise.graph import Exercise
from assistant.sandbox.inside.course import process_tweet

WORDS = ("apple", "bread", "cloud", "dune", "ember", "fog", "grove", "hill")


def sample(rng):
    """A tweet with one word twice, and others that were never counted, or only once."""
    words = rng.permutation(WORDS)
    counted = [(str(word), float(label)) for word in words[:6] for label in (1, 0)][:-1]
    tweet = rng.permutation([*words[2:], words[2]])
    return {
        "tweet": " ".join(map(str, tweet)),
        "freqs": {
            pair: int(count) for pair, count in zip(counted, rng.permutation(60), strict=False)
        },
    }


exercise = Exercise(
    id="nlp-c1-w1/extract_features",
    title="Features of a tweet",
    arguments={"tweet": "tweet", "freqs": "freqs"},
    returns="x",
    sample=sample,
    given={"process_tweet": "process_tweet"},
    mistakes={
        "x": (
            ("wrong-variable", "np.array([[1.0, negative_sum, positive_sum]])"),
            ("wrong-formula", "np.array([[0.0, positive_sum, negative_sum]])"),
        ),
        "positive_sum": (
            ("wrong-accumulation", "positive[-1]"),
            ("wrong-formula", "np.count_nonzero(positive)"),
        ),
        "negative_sum": (
            ("wrong-accumulation", "negative[-1]"),
            ("wrong-formula", "np.count_nonzero(negative)"),
        ),
    },
)


@exercise.step
def word_l(tweet):
    return process_tweet(tweet)


@exercise.step
def positive(word_l, freqs):
    return np.array([freqs.get((word, 1.0), 0) for word in word_l])


@exercise.step
def negative(word_l, freqs):
    return np.array([freqs.get((word, 0.0), 0) for word in word_l])


@exercise.step
def positive_sum(positive):
    return np.sum(positive)


@exercise.step
def negative_sum(negative):
    return np.sum(negative)


@exercise.step
def x(positive_sum, negative_sum):
    return np.array([[1.0, positive_sum, negative_sum]])
