"""What students describe in words instead of posting code."""

from assistant.finding.telling import Rule, Telling
from assistant.types import Report

DENIED = r"(?i)\bnot\b|n['’]t\b|\bno\b|\bnever\b|\bshould\b|supposed|differ|\bwithout\b"
TROUBLE = r"(?i)error|wrong|fails?\b|rais|not aligned|traceback"
# One clause: no full stop before a space, no colon, equals sign or question mark inside.
CLAUSE = r"(?:[^.:=?;\n]|\.\S)"


MISTAKES = (
    # The derivative as an argument of the product; behind a `*` it would be right.
    Rule("dot-instead-of-elementwise", 0.75, r"(?i)np\.(?:dot|matmul)\( *(?:np\.(?:dot|matmul)\([^()]*\)|[^(),\n]+), *\(* *1 ?- ?(?:np\.|A)"),
    Rule("dot-instead-of-elementwise", 0.65, r"(?i)(?:np\.dot|np\.matmul|dot product|matrix product)[^?\n]{0,80}\b(?:with|and|by|of) \(?(?:1 ?- ?(?:np\.|A)|g'|the (?:tanh |sigmoid )?derivative)", r"(?i)element|multiply|\*|\?"),
    Rule("double-1-over-m", 0.7, rf"\bdZ\d?\]?(?: *[:=]| is\b| was\b){CLAUSE}{{0,160}}(?:times|multiplied by|divided by|\*) ?(?:1 ?/ ?m|m\b)", r"d[Wb]\d?"),
    Rule("double-1-over-m", 0.7, r"\bdZ\d?: [^:?]{0,160}multiplied by 1 ?/ ?m", r"d[Wb]\d?"),
    Rule("function-read-as-product", 0.65, r"(?i)g'[^.?\n]{0,30}\b(?:times|multiplied (?:by|with)|dot)\b[^.?\n]{0,10}\bZ", r"(?i)W|dA"),
    Rule("recomputed-instead-of-cached", 0.65, r"(?is)(?:[^.]{0,30})(?:same as|equals?\b|match(?:es)?\b|identical)[^.]{0,60}expected.{0,500}AssertionError: Wrong values for d[Wb]1", r"(?i)\b(?:do|does|did|is|are) ?(?:not|n['’]t)\b|should|supposed|differ"),
    Rule("hidden-test-uses-other-inputs", 0.65, r"(?is)(?:matches? the expected|all (?:the )?(?:local |notebook )?tests? pass|same as the expected)[^?]{0,200}(?:\bgrader\b|submi|hidden)", r"(?i)\bnot match|n['’]t match"),
    Rule("missing-helper-file", 0.85, r"(?i)No module named '?(?:testCases|public_tests|\w+_utils|\w+_app_utils)"),
    Rule("missing-helper-file", 0.65, r"(?i)where (?:can|do|could) I (?:find|get|download)[^.]{0,40}(?:testCases|\w_utils|\.h5\b)"),
    Rule("parentheses-instead-of-brackets", 0.85, r"(?i)(?:ndarray|dict|list|tuple)['’]? object is not callable"),
    # A cost may be nan for other reasons too: a lead, not an answer.
    Rule("log-of-zero", 0.8, r"(?i)divide by zero encountered in log"),
    Rule("log-of-zero", 0.55, r"(?i)\bcost\b[^.]{0,40}\bnan\b"),
    Rule("exp-overflow", 0.8, r"(?i)overflow encountered in exp"),
    Rule("value-left-None", 0.75, r"(?i)NoneType['’]? (?:object|and )|unsupported operand[^\n]{0,40}NoneType"),
    Rule("global-variable-used", 0.65, r"(?i)[^.]{0,20}\b(?:uses?|used|using|reads?|refers? to) (?:the |a )?global (?:variable\b|\w+_\w+)", DENIED),
    Rule("stale-kernel", 0.6, r"(?i)[^.]{0,20}restart(?:ed|ing)? (?:the |my )?kernel[^.]{0,60}(?:works? now|fixed|solved|passes)", DENIED),
)  # fmt: skip
IDEAS = (
    Rule("why-dZ-is-A-minus-Y", 0.7, r"(?is)(?:\bwhy\b|\bhow (?:come|do|does|did|can|is)\b|derivation|derive|understand|difference|both).{0,120}\bd[zZ][\[\]^{}()0-9lL]* ?(?:=|is|equals?) ?[aA][\[\]^{}()0-9lL]* ?[-−–] ?[yY]", TROUBLE),
    Rule("where-dA-prev-comes-from", 0.75, r"(?is)(?:\bwhy\b|\bhow\b|\bwhere\b|derive|demonstrate|derivation).{0,100}\bd[aA](?:_prev|\^?\{?\[l ?[-−–] ?1\]\}?)", TROUBLE),
    Rule("why-divide-by-m", 0.7, r"(?is)(?:\bwhy\b|\bshould\b|\bwhen\b|understand)[^?]{0,120}(?:\b1/m\b|divid\w+ by m\b)[^?]{0,120}\?", r"(?i)error|wrong values|fails"),
    Rule("why-transpose-in-dW", 0.65, r"(?is)\bwhy\b[^?]{0,80}transpos[^?]{0,80}(?:\bdW|A_prev|X\.T)", TROUBLE),
    Rule("what-is-cache", 0.65, r"(?is)(?:\bwhat\b|\bwhy\b|purpose of|understand)[^?.]{0,60}\b(?:linear_|activation_)?cach(?:e|es|ing)\b", TROUBLE),
    Rule("what-dW-means", 0.65, r"(?is)\bwhat (?:does|do|is)\b[^?]{0,40}\bd(?:[WwbZ]\d?|tanh)\b[^?]{0,40}(?:mean|stand|denote|notation)", TROUBLE),
    Rule("what-dW-means", 0.65, r"(?i)\bwhat (?:is|does)\b[^?\n]{0,20}\bg ?(?:'|prime)"),
    Rule("symmetry-breaking", 0.65, r"(?is)\bwhy\b[^?]{0,60}(?:initiali[^?]{0,60}(?:zeros?|random)|(?:zeros?|random)[^?]{0,60}initiali)", TROUBLE),
)  # fmt: skip


def words(report: Report) -> str:
    """What was said: title and text."""
    return f"{report.post.title}\n{report.post.text}"


described = Telling((*MISTAKES, *IDEAS), words, "The post says")
