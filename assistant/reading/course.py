"""Courses, weeks and exercise numbers as students write them in titles."""

import re2

WEEK = re2.compile(r"(?i)\b(?:w|week)[ _-]?(\d)\b|W(\d)[_A-Z]|W(\d)A\d")
COURSE = re2.compile(r"(?i)\b(?:c|course)[ _-]?(\d)\b|C(\d)[_W]")
EXERCISE = re2.compile(r"(?i)\b(?:ex|exercise)[ _.#-]*(\d+)|_Ex-?(\d+)")
NLP = re2.compile(r"(?i)\bnlp\b|cbow|word embedding|back_prop\b|natural language|w4_unittest")
MLS = re2.compile(r"(?i)machine learning speciali[sz]ation|\bmls\b")
DLS = re2.compile(
    r"(?i)deep learning speciali[sz]ation|\bdls\b|planar|public_tests|building (?:your )?(?:deep )?n(?:eural )?n"
)

BY_WEEK = {
    ("1", "3"): ("dls-c1-w3",),
    ("1", "4"): ("dls-c1-w4a", "dls-c1-w4b"),
    ("2", "4"): ("nlp-c2-w4",),
}
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
    """The ids of the courses that a text may name, `dls-c1-w3` or several."""
    weeks, courses = numbers(WEEK, text), numbers(COURSE, text)
    if NLP.search(text) and "4" in (weeks or ["4"]):
        return ("nlp-c2-w4",)
    found: list[str] = []
    for week in weeks:
        for course in courses or ["1"]:
            found += BY_WEEK.get((course, week), ())
    named = [one for one in found if any(part in text for part in PARTS.get(one, ()))]
    return tuple(dict.fromkeys(named or found))


def numbers(pattern: object, text: str) -> list[str]:
    """What a pattern counts in the first lines of a text."""
    matches = pattern.finditer(text[:600])  # type: ignore[attr-defined]
    return [next(group for group in match.groups() if group) for match in matches]


def place_named(text: str) -> tuple[str, ...]:
    """How the ids begin of the only course and week that a text names: `dls-c1-w2`."""
    places = {
        (one or four or five, two or three or six)
        for one, two, three, four, five, six in PLACE.findall(text[:600])
    }
    if len(places) != 1:
        return ()
    ((course, week),) = places
    of = ("mls",) if MLS.search(text) else ("nlp",) if NLP.search(text) else ("dls",)
    return tuple(f"{one}-c{course}-w{week}" for one in of)


def exercise_number(text: str) -> int | None:
    """`Ex-6`, `exercise 6`."""
    found = numbers(EXERCISE, text)
    return int(found[0]) if found else None


def numbered(course: str, number: int) -> str | None:
    """The function of an exercise number."""
    return NUMBERS.get(course, {}).get(number)


def wrong_week(text: str) -> bool:
    """A week that the named course of that specialisation does not have, or is said not to have."""
    mls, dls = bool(MLS.search(text)), bool(DLS.search(text))
    place = PLACE.search(text[:600])
    if NO_WEEK.search(text):
        return True
    if mls == dls or place is None:
        return False
    first, second, third, fourth, fifth, sixth = place.groups()
    course, week = first or fourth or fifth, second or third or sixth
    return int(week) > (WEEKS_OF_MLS if mls else WEEKS_OF_DLS).get(course, 9)
