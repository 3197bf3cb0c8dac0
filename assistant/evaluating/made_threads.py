"""Makes the solved topics of a forum from a seed, as many as are asked for, as Discourse has them.

Words are drawn by Zipf's law from a vocabulary of which the commonest are English; a topic has a
trouble whose own words come again and again in it, a function, messages with shapes, identifiers.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

FORUM = "https://forum.example"
WORDS, EXPONENT, SHIFT = 150_000, 1.07, 2.7  # of the Zipf-Mandelbrot law
TROUBLES, OWN_WORDS = 2_000, 40
BLOCK = 500  # topics that share a random generator
COMMON = """
the to i is and in a it of my for that not this but with on have be you as are at what can
if so when do get or an error wrong values code how from value same there why test all
shape function which one no use we should expected output cost does by after array matrix
layer gradient cell right check correct any like am me would was has will your notebook
""".split()  # noqa: SIM905 -- a text is read best
SYLLABLES = [f"{one}{two}" for one in "bcdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "ar")]
NAMES = """
dW1 db1 dZ1 dW2 db2 dZ2 A_prev dA_prev W1 b1 Z1 A1 AL Y X np.dot np.sum keepdims=True axis=1
1/m learning_rate parameters['W1'] cache grads num_iters X.shape[1] np.log(AL) W.T
""".split()  # noqa: SIM905 -- a text is read best
FUNCTIONS = """
compute_cost propagate backward_propagation linear_forward linear_backward back_prop
initialize_parameters update_parameters optimize predict model compute_gradient softmax
""".split()  # noqa: SIM905 -- a text is read best
MESSAGES = (
    "ValueError: shapes ({a},{b}) and ({c},{d}) not aligned: {b} (dim 1) != {c} (dim 0)",
    "ValueError: operands could not be broadcast together with shapes ({a},{b}) ({c},{d})",
    "AssertionError: Wrong values for {name}",
    "AssertionError: Wrong shape for {name}. ({a},{b}) expected, ({c},{d}) given",
    "NameError: name '{name}' is not defined",
    "TypeError: unsupported operand type(s) for *: 'NoneType' and 'float'",
    "{name} = [[ 0.00{a}{b} -0.0{c}{d}]]",
)
Random = np.random.Generator


def topics(count: int, seed: int, first: int = 0) -> Iterator[dict[str, Any]]:
    """Topics `first`, `first` + 1, ... of a seed; the same whatever the first one is."""
    for block in range(first // BLOCK, -(-(first + count) // BLOCK)):
        rng = np.random.default_rng([seed, block])
        for number in range(block * BLOCK, (block + 1) * BLOCK):
            made = topic(number, rng)
            if first <= number < first + count:
                yield made


def topic(number: int, rng: Random) -> dict[str, Any]:
    """One topic: the title, the question, an idle remark, and the accepted answer."""
    trouble = int(rng.integers(TROUBLES))
    function = FUNCTIONS[trouble % len(FUNCTIONS)]
    title = f"{function}: {' '.join(words(7, trouble, rng))}"
    sizes = np.clip(rng.lognormal([4.1, 2.0, 3.7], 0.6), 4, 600).astype(int)
    told = [" ".join(mixed(int(size), trouble, rng)) for size in sizes]
    posts = [
        {"post_number": place, "cooked": f"<p>{text.replace('<', '&lt;')}</p>"}
        for place, text in enumerate(told, 1)
    ]
    return {
        "id": number + 1,
        "title": title,
        "slug": f"topic-{number + 1}",
        "archetype": "regular",
        "visible": True,
        "accepted_answer": {"post_number": 3},
        "post_stream": {"posts": posts},
    }


def mixed(size: int, trouble: int, rng: Random) -> list[str]:
    """Words of a post, with identifiers among them and a message of the trouble's kind."""
    found = words(size, trouble, rng)
    count = len(found) // 8
    places, names = rng.integers(len(found), size=count), rng.integers(len(NAMES), size=count)
    for place, name in zip(places.tolist(), names.tolist(), strict=True):
        found[place] = NAMES[name]
    if rng.random() < 0.6:
        a, b, c, d = rng.integers(1, 13, 4).tolist()
        blanks = {"a": a, "b": b, "c": c, "d": d, "name": NAMES[trouble % 9]}
        message = MESSAGES[trouble % len(MESSAGES)].format(**blanks)
        found.insert(int(rng.integers(len(found))), f"\n{message}\n")
    return found


def words(size: int, trouble: int, rng: Random) -> list[str]:
    """Words by Zipf's law; one in six is one of the trouble's own."""
    ranks = np.searchsorted(law(), rng.random(size))
    own = rng.random(size) < 1 / 6
    ranks[own] = own_words(trouble)[rng.integers(OWN_WORDS, size=int(own.sum()))]
    return [word(rank) for rank in ranks.tolist()]


@cache
def law() -> np.ndarray:
    """How likely a word of a rank or of one before it is."""
    shares = (np.arange(WORDS) + SHIFT) ** -EXPONENT
    return np.asarray(np.cumsum(shares) / shares.sum())


@cache
def own_words(trouble: int) -> np.ndarray:
    """The ranks of the words of one trouble, neither the commonest nor the rarest."""
    return np.random.default_rng([trouble, 1]).integers(200, 20_000, OWN_WORDS)


@cache
def word(rank: int) -> str:
    """The word of a rank; a made one after the commonest."""
    if rank < len(COMMON):
        return COMMON[rank]
    made, rest = "", rank
    while rest:
        rest, digit = divmod(rest, len(SYLLABLES))
        made += SYLLABLES[digit]
    return made if len(made) > 2 else f"{made}{made}"
