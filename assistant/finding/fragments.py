"""What a single line of code gives away, as students quote it where they may not post more.

Each pattern is a formula of the course with one mistake in it; whole functions go on trial.
"""

from assistant.finding.telling import Rule, Telling
from assistant.types import Report

LAYER = r"(?:\d|_?\[?l\]?)?"
DOT = r"np\.(?:dot|matmul)"

RULES = (
    Rule("misplaced-parentheses", 0.85, r"\b1 ?/ ?1 ?\+ ?(?:np|math)\.exp"),
    Rule("misplaced-parentheses", 0.65, r"J_plus ?- ?J_minus ?/ ?\(? ?2"),
    Rule("dot-instead-of-elementwise", 0.65, rf"{DOT}\( ?\w+ ?, ?np\.(?:tanh|sigmoid|log)\([^()\n]*\)\.?T? ?\)", r"(?i)Y|cost|log"),
    Rule("relu-of-gradient-versus-relu-derivative", 0.65, rf"(?i)\bdZ{LAYER} ?= ?relu\( ?dA|relu\( ?{DOT}\( ?W\d?\.T"),
    Rule("wrong-variable", 0.7, rf"{DOT}\( ?dW{LAYER}(?:\.T)? ?, ?dZ"),
    # A product changes with a factor by the other one: its own value is not in that gradient.
    *(
        Rule("wrong-variable", 0.6, rf"(?i)\b(?:d|delta_|grad_|nabla_)w{layer} ?[-+]?= ?(?:[^=\n.`]|\.\S)*[^\w.]w{layer}\b", r"(?i)lambd|reg|decay")
        for layer in ("", "1", "2", "3", r"_?\[l\]")
    ),
    Rule("wrong-transpose", 0.7, rf"{DOT}\( ?dZ{LAYER} ?, ?(?:A_prev|A1|X) ?\)"),
    Rule("wrong-transpose", 0.7, rf"{DOT}\( ?W(?:ax|aa|ya|{LAYER}) ?, ?(?:dZ|dtanh|dy)\w* ?\)"),
    Rule("wrong-transpose", 0.5, rf"{DOT}\( ?W\d\.T ?, ?(?:X|A\d|A_prev) ?\)"),
    Rule("operands-swapped", 0.55, rf"{DOT}\( ?(?:X|A_prev|A\d) ?, ?W{LAYER} ?\)"),
    Rule("sign-error", 0.75, r"\bdZ2? ?= ?Y ?- ?AL?\d?\b"),
    Rule("sign-error", 0.7, r"\b([Wbw]\d?) ?= ?[Wbw]\d? ?\+ ?(?:learning_rate|alpha)\b"),
    Rule("stride-not-applied", 0.75, r"(?m)\b(?:vert|horiz)_start ?= ?[hw] *(?:$|[^*\s\w])"),
    Rule("dropout-mask-comparison-direction", 0.7, r"(?i)rand[^\n=]{0,50}> ?keep[_-]?prob"),
    Rule("wrong-initialisation", 0.7, r"np\.random\.rand\( ?n_[xhy] ?,"),
    Rule("missing-axis", 0.45, rf"\bdb{LAYER} ?= ?[^=\n]{{0,20}}np\.sum\( ?dZ{LAYER} ?\)"),
    Rule("wrong-axis", 0.6, rf"\bdb{LAYER} ?= ?[^=\n]{{0,20}}np\.sum\( ?dZ{LAYER} ?, ?axis ?= ?0"),
    Rule("padded-all-axes", 0.7, r"np\.pad\( ?X ?, ?pad\b"),
)  # fmt: skip


def lines(report: Report) -> str:
    """Where lines of code stand: the text and the code field; a whole function goes on trial."""
    if any(one.functions for one in report.snippets):
        return ""
    return f"{report.post.said}\n{report.post.code}"


fragments = Telling(RULES, lines, "A line of the post reads")
