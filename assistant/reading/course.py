"""Courses, weeks and exercise numbers as students write them in titles."""

from collections.abc import Sequence

import re2

WEEK = re2.compile(r"(?i)\b(?:w|week)[ _-]?(\d)\b|W(\d)[_A-Z]|W(\d)A\d")
COURSE = re2.compile(r"(?i)\b(?:c|course)[ _-]?(\d)\b|C(\d)[_W]")
EXERCISE = re2.compile(r"(?i)\b(?:ex|exercise)[ _.#-]*(\d+)|_Ex-?(\d+)")
NLP = re2.compile(r"(?i)\bnlp\b|cbow|word embedding|back_prop\b|natural language|w4_unittest")
MLS = re2.compile(
    r"(?i)machine learning speciali[sz]ation|\bmls\b|advanced learning algorithms"
    r"|unsupervised learning, recommenders"
)
DLS = re2.compile(
    r"(?i)deep learning speciali[sz]ation|\bdls\b|planar|public_tests|building (?:your )?(?:deep )?n(?:eural )?n"
)
BY_WEEK = {
    ("1", "3"): ("dls-c1-w3",),
    ("1", "4"): ("dls-c1-w4a", "dls-c1-w4b"),
    ("2", "1"): ("dls-c2-w1", "mls-c2-w1"),
    ("2", "2"): ("dls-c2-w2", "mls-c2-w2"),
    ("2", "4"): ("nlp-c2-w4", "mls-c2-w4"),
    ("3", "1"): ("mls-c3-w1",),
    ("3", "2"): ("mls-c3-w2",),
    ("4", "1"): ("dls-c4-w1",),
    ("5", "1"): ("dls-c5-w1",),
}
BY_WEEK_OF_MLS = {
    ("1", "2"): ("mls-c1-w2",),
    ("1", "3"): ("mls-c1-w3",),
    ("2", "1"): ("mls-c2-w1",),
    ("2", "2"): ("mls-c2-w2",),
    ("2", "4"): ("mls-c2-w4",),
    ("3", "1"): ("mls-c3-w1",),
    ("3", "2"): ("mls-c3-w2",),
}
# Notebooks, and the files beside them, as paths and tracebacks name them.
FILES = {
    "dls-c1-w2": r"python_basics_with_numpy|logistic_regression_with_a_neural_network|lr_utils",
    "dls-c1-w3": r"planar_data_classification_|planar_utils",
    "dls-c1-w4a": r"building_your_deep_neural_network|/dnn_utils",
    "dls-c1-w4b": r"deep_neural_network_-?_?application|dnn_app_utils",
    "dls-c2-w1": r"(?:gradient_checking|regularization|initialization)\.ipynb|(?:reg|init|gc)_utils",
    "dls-c2-w2": r"optimi[sz]ation[ _]methods|opt_utils",
    "dls-c4-w1": r"convolution_model_(?:-_)?step_by_step",
    "dls-c5-w1": r"building[ _]a[ _]recurrent[ _]neural|dinosaurus[ _]island|rnn_utils",
    "mls-c1-w2": r"c1_?w2[_ ]linear",
    "mls-c1-w3": r"c1_?w3[_ ]logistic",
    "mls-c2-w1": r"c2_w1_",
    "mls-c2-w2": r"c2_w2_",
    "mls-c2-w4": r"c2_w4_decision",
    "mls-c3-w1": r"c3_w1_(?:kmeans|anomaly)",
    "mls-c3-w2": r"c3_w2_(?:collab|recsys)|recsys_utils",
    "cs231n": r"cs231n|classifiers/(?:softmax|linear_svm)\.py|(?:^|[\s\"'`(])layers\.py"
    r"|fullyconnectednets|batchnormalization\.ipynb",
}
PATHS = {course: re2.compile(f"(?im){pattern}") for course, pattern in FILES.items()}
PARTS = {"dls-c1-w4a": ("step by step", "step_by_step", "A1"), "dls-c1-w4b": ("application", "A2")}
NUMBERS: dict[str, dict[int, str]] = {
    "dls-c1-w3": dict(
        enumerate(
            (
                "layer_sizes",
                "initialize_parameters",
                "forward_propagation",
                "compute_cost",
                "backward_propagation",
                "update_parameters",
                "nn_model",
                "predict",
            ),
            start=2,
        )
    ),
    "dls-c1-w4a": dict(
        enumerate(
            (
                "initialize_parameters",
                "initialize_parameters_deep",
                "linear_forward",
                "linear_activation_forward",
                "L_model_forward",
                "compute_cost",
                "linear_backward",
                "linear_activation_backward",
                "L_model_backward",
                "update_parameters",
            ),
            start=1,
        )
    ),
    "dls-c1-w4b": {1: "two_layer_model", 2: "L_layer_model"},
    "dls-c2-w2": dict(
        enumerate(
            (
                "update_parameters_with_gd",
                "random_mini_batches",
                "initialize_velocity",
                "update_parameters_with_momentum",
                "initialize_adam",
                "update_parameters_with_adam",
            ),
            start=1,
        )
    ),
    "dls-c5-w1": dict(
        enumerate(
            (
                "rnn_cell_forward",
                "rnn_forward",
                "lstm_cell_forward",
                "lstm_forward",
                "rnn_cell_backward",
                "rnn_backward",
                "lstm_cell_backward",
                "lstm_backward",
            ),
            start=1,
        )
    ),
    "mls-c2-w1": {2: "my_dense", 3: "my_dense_v"},
    "mls-c2-w2": {1: "my_softmax"},
    "mls-c2-w4": dict(
        enumerate(
            ("compute_entropy", "split_dataset", "compute_information_gain", "get_best_split"),
            start=1,
        )
    ),
    "mls-c3-w2": {1: "cofi_cost_func"},
    "nlp-c1-w1": dict(
        enumerate(("sigmoid", "gradientDescent", "extract_features", "predict_tweet"), start=1)
    ),
    "nlp-c2-w4": dict(
        enumerate(
            ("initialize_model", "softmax", "forward_prop", "back_prop", "gradient_descent"),
            start=1,
        )
    ),
}
WEEKS_OF_MLS = {"1": 3, "2": 4, "3": 3}
WEEKS_OF_DLS = {"1": 4, "2": 3, "3": 2, "4": 4, "5": 4}
BETWEEN = r"[\s,:()/-]*(?:of |in )?(?:the )?"
# A course and a week side by side, in either order, or as one word.
PLACE = re2.compile(
    rf"(?i)\bcourse ?(\d)\b[\s,:()/-]*week ?(\d)\b|\bweek ?(\d)\b{BETWEEN}course ?(\d)\b|\bC(\d)[ _]?W(\d)\b"
)
NO_WEEK = re2.compile(
    r"(?i)there is no week \d in (?:this |that |the )?(?:course|\w+ course)"
    r"|course \d[,:]? there is no week \d"
)


def courses_named(text: str) -> tuple[str, ...]:
    """The ids of the courses that a text may name, `dls-c1-w3` or several; files are surest."""
    if by_file := [one for one, path in PATHS.items() if path.search(text[:20_000])]:
        return tuple(by_file)
    places = places_named(text)
    if NLP.search(text):
        weeks = [week for _, week in places] or ["4"]
        if "4" in weeks:
            return ("nlp-c2-w4",)
        if ("1", "1") in places:
            return ("nlp-c1-w1",)
    mls, dls = bool(MLS.search(text)), bool(DLS.search(text))
    known = BY_WEEK_OF_MLS if mls and not dls else BY_WEEK
    found = [one for place in places for one in known.get(place, ())]
    if dls and not mls:
        found = [one for one in found if not one.startswith("mls")]
    named = [one for one in found if any(part in text for part in PARTS.get(one, ()))]
    return tuple(dict.fromkeys(named or found))


def places_named(text: str) -> list[tuple[str, str]]:
    """Course and week: those that stand side by side, else each course with each week."""
    if found := side_by_side(text):
        return found[:1]
    weeks, courses = numbers(WEEK, text), numbers(COURSE, text) or ["1"]
    return [(course, week) for week in weeks for course in courses]


def side_by_side(text: str) -> list[tuple[str, str]]:
    """Course and week where one stands at the other, in either order, each pair once."""
    groups = (match.groups() for match in PLACE.finditer(text[:600]))
    found = ((a or d or e, b or c or f) for a, b, c, d, e, f in groups)
    return list(dict.fromkeys(found))


def numbers(pattern: object, text: str) -> list[str]:
    """What a pattern counts in the first lines of a text."""
    matches = pattern.finditer(text[:600])  # type: ignore[attr-defined]
    return [next(group for group in match.groups() if group) for match in matches]


def place_named(text: str) -> tuple[str, ...]:
    """How the ids begin of the only course and week that a text names: `dls-c1-w2`."""
    places = side_by_side(text)
    if len(places) != 1:
        return ()
    ((course, week),) = places
    of = "mls" if MLS.search(text) else "nlp" if NLP.search(text) else "dls"
    return (f"{of}-c{course}-w{week}",)


def exercise_number(text: str, courses: Sequence[str]) -> int | None:
    """`Ex-6`, `exercise 6`; None where it may be of a course that numbers otherwise."""
    found = numbers(EXERCISE, text)
    return int(found[0]) if found and all(one in NUMBERS for one in courses) else None


def numbered(course: str, number: int) -> str | None:
    """The function of an exercise number."""
    return NUMBERS.get(course, {}).get(number)


def wrong_week(text: str) -> bool:
    """A week that the named course of that specialisation does not have, or is said not to have."""
    mls, dls = bool(MLS.search(text)), bool(DLS.search(text))
    places = side_by_side(text)
    if NO_WEEK.search(text):
        return True
    if mls == dls or not places:
        return False
    course, week = places[0]
    return int(week) > (WEEKS_OF_MLS if mls else WEEKS_OF_DLS).get(course, 9)
