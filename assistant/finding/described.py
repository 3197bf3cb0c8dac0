"""What students describe in words instead of posting code."""

from assistant.finding.telling import Rule, Telling
from assistant.types import Report

DENIED = r"(?i)\bnot\b|n['’]t\b|\bno\b|\bnever\b|\bshould\b|supposed|differ|\bwithout\b"
NOT_DZ = r"d[Wb]\d?|(?i)\bnot\b|n['’]t\b|\bnever\b|\bwithout\b"
TROUBLE = r"(?i)error|wrong|fails?\b|rais|not aligned|traceback"
# One clause: no full stop before a space, no colon, equals sign or question mark inside.
CLAUSE = r"(?:[^.:=?;\n]|\.\S)"
BACK_RIGHT = r"\bd[bW]2\b[^.?]{0,20}\bd[bW]2\b[^.?]{0,20}\b(?:correct|right|fine|ok|pass(?:es)?)\b"
WHY = r"(?:\bwhy\b|\bhow (?:come|do|does|did|can|is|to)\b|\bwhere\b|deriv|understand|intuit|explain|reason)"
DA_PREV = r"\bd[zZaA] ?(?:\^?[\[{(]*(?:1|l|l ?- ?1)[\]})]*|1|_prev) ?= ?\(* ?[wW][^=\n?]{0,14}T\b"

MISTAKES = (
    # The derivative as an argument of the product; behind a `*` it would be right.
    Rule("dot-instead-of-elementwise", 0.75, r"(?i)np\.(?:dot|matmul)\( *(?:np\.(?:dot|matmul)\([^()]*\)|[^(),\n]+), *\(* *1 ?- ?(?:np\.|A)"),
    Rule("dot-instead-of-elementwise", 0.65, r"(?i)(?:np\.dot|np\.matmul|dot product|matrix product)[^?\n]{0,80}\b(?:with|and|by|of) \(?(?:1 ?- ?(?:np\.|A)|g'|the (?:tanh |sigmoid )?derivative)", r"(?i)element|multiply|\*|\?"),
    Rule("double-1-over-m", 0.7, rf"\bdZ\d?\]?(?: *[:=]| is\b| was\b){CLAUSE}{{0,160}}(?:times|multiplied by|divided by|\*) ?(?:1 ?/ ?m|m\b)", NOT_DZ),
    Rule("double-1-over-m", 0.7, r"\bdZ\d?: [^:?]{0,160}multiplied by 1 ?/ ?m", NOT_DZ),
    Rule("function-read-as-product", 0.65, r"(?i)\bg\d?(?:_?prime\b|'| prime\b)[^.?\n]{0,10}\band z\d?\b[^.?\n]{0,80}(?:multipl|\bproduct\b|\bdot\b)", r"W|(?i)dA|evaluated|function of"),
    Rule("function-read-as-product", 0.65, r"(?i)g'[^.?\n]{0,30}\b(?:times|multiplied (?:by|with)|dot)\b[^.?\n]{0,10}\bZ", r"(?i)W|dA"),
    Rule("recomputed-instead-of-cached", 0.65, r"(?is)(?:[^.]{0,30})(?:same as|equals?\b|match(?:es)?\b|identical)[^.]{0,60}expected.{0,500}AssertionError: Wrong values for d[Wb]1", r"(?i)\b(?:do|does|did|is|are) ?(?:not|n['’]t)\b|should|supposed|differ"),
    # dW2 and db2 clear dZ2, and the slope was named: what is left of dZ1 is the other factor.
    Rule("wrong-variable", 0.65, rf"(?i){BACK_RIGHT}[^?]{{0,80}}\bdW1\b[^?]{{0,200}}\b(?P<variable>dZ1)\b[^?]{{0,160}}1 ?- ?(?:np\.power\( ?A1, ?2 ?\)|A1 ?(?:\^|\*\*) ?2)", r"= ?np\.|(?i)\bmatch|\bcopied"),
    Rule("wrong-variable", 0.65, r"(?i)\b(?P<variable>d?[A-Z]\d)\b[^?\n]{0,40}\b(?:W\d,? or dW\d|dW\d,? or W\d|A\d,? or Z\d|A1,? or A2|W1,? or W2)\b ?\?"),
    Rule("missing-upstream-gradient", 0.65, r"(?i)(?:full|whole|complete|entire) formula (?:of|for) (?P<variable>d[A-Z]\d)\b[^?]{0,160}\?", TROUBLE),
    # One gradient alone fails: what it shares with the others is right, its own formula is left.
    Rule("wrong-formula", 0.6, r"(?i)\btest_\w+ fails (?:only )?(?:by|because of) (?:the )?(?P<variable>(?:grad_)?[bW]\d) (?:value|gradient)s?\b"),
    Rule("cost-not-scalar", 0.85, r"-+>[ \d]*assert ?\(? ?(?:cost|loss)\.shape ?== ?\( ?\)"),
    Rule("hidden-test-uses-other-inputs", 0.65, r"(?i)\bgrad(?:er|ing)\b[^.?]{0,40}\b(?:error|incorrect|wrong|fails?)\b[^.?]{0,40}(?:although|though|but|even|while)[^.?]{0,40}(?:correct|crrt|right|expected|same)\b[^.?]{0,20}(?:o/p|outputs?|results?|values?)\b"),
    Rule("hidden-test-uses-other-inputs", 0.65, r"(?is)(?:matche?s? (?:with )?the expected|all (?:the )?(?:local |notebook )?tests? pass|same as the expected)[^?]{0,200}(?:\bgrader\b|submi|hidden)", r"(?i)\bnot match|n['’]t match"),
    # Louder than the bare NameError: what the notebook has and the grader has not.
    Rule("global-variable-used", 0.92, r"(?is)name '\w+' is not defined[^?]{0,20}(?:when (?:I am |I )?submi|only (?:in|on) (?:the )?grader|in (?:the )?grader|[-—–] while in the notebook)|\bonly in (?:the )?grader\b[^?]{0,60}name '\w+' is not defined"),
    Rule("missing-helper-file", 0.85, r"(?i)No module named '?(?:testCases|public_tests|\w+_utils|\w+_app_utils)"),
    Rule("missing-helper-file", 0.65, r"(?i)where (?:can|do|could) I (?:find|get|download)[^.]{0,40}(?:testCases|\w_utils|\.h5\b)"),
    Rule("parentheses-instead-of-brackets", 0.85, r"(?i)(?:ndarray|dict|list|tuple)['’]? object is not callable"),
    # A cost may be nan for other reasons too: a lead, not an answer.
    Rule("log-of-zero", 0.8, r"(?i)divide by zero encountered in log"),
    Rule("log-of-zero", 0.4, r"(?i)\bcost\b[^.]{0,40}\bnan\b"),
    Rule("exp-overflow", 0.8, r"(?i)overflow encountered in exp"),
    Rule("value-left-None", 0.75, r"(?i)NoneType['’]? (?:object|and )|unsupported operand[^\n]{0,40}NoneType"),
    Rule("global-variable-used", 0.65, r"(?i)[^.]{0,20}\b(?:uses?|used|using|reads?|refers? to) (?:the |a )?global (?:variable\b|\w+_\w+)", DENIED),
    Rule("stale-kernel", 0.6, r"(?i)[^.]{0,20}restart(?:ed|ing)? (?:the |my )?kernel[^.]{0,60}(?:works? now|fixed|solved|passes)", DENIED),
)  # fmt: skip
IDEAS = (
    Rule("why-dZ-is-A-minus-Y", 0.7, r"(?is)(?:\bwhy\b|\bhow (?:come|do|does|did|can|is)\b|derivation|derive|understand|difference|both).{0,120}\bd[zZ][\[\]^{}()0-9lL]* ?(?:=|is|equals?) ?[aA][\[\]^{}()0-9lL]* ?[-−–] ?[yY]", TROUBLE),
    Rule("why-dZ-is-A-minus-Y", 0.7, r"(?i)\b(?:slide|lecture|video)s?\b[^?]{0,80}\bd[zZ][\[\]^{}()0-9lL]* ?= ?[aA][\[\]^{}()0-9lL]* ?[-−–] ?[yY][^?]{0,160}\bd[aA](?:[2L]|\[)", TROUBLE),
    Rule("six-equations-versus-the-loop", 0.8, r"(?i)\b(?:algorithm|loop|code|assignment|notebook)\b[^?]{0,120}\b(?:6|six) (?:equations|formulas)\b[^?]{0,200}\b(?:slide|dA_prev|lecture)", TROUBLE),
    Rule("where-dA-prev-comes-from", 0.75, r"(?i)\bd[aA](?:_prev|\^?\{?\[l ?[-−–] ?1\]\}?)[^?]{0,60}\bwhere (?:is|does|do|did)\b[^?]{0,40}\b(?:com(?:e|es|ing)|from)\b", TROUBLE),
    Rule("elementwise-versus-dot-product", 0.65, r"(?i)\b(?:when|difference|which)\b[^.?]{0,80}\b(?:np\.dot|dot product|matrix product|matrix multiplication)\b[^.?]{0,80}(?:element|np\.multiply|\*)[^.?]{0,80}\?", TROUBLE),
    Rule("relu-of-gradient-versus-relu-derivative", 0.65, r"(?i)\bl1\b[^?]{0,160}\b(?:relu|mask|clip)[^?]{0,160}\?", TROUBLE),
    Rule("vectorization", 0.6, r"(?i)\bvectori[sz]\w+[^?]{0,120}\b(?:optimi[sz]\w+|faster|improve\w*)|\b(?:optimi[sz]\w+|faster|improve)\b[^?]{0,80}\bvectori[sz]\w+", TROUBLE),
    Rule("where-dA-prev-comes-from", 0.75, r"(?is)(?:\bwhere\b[^?]{0,60}\b(?:from|formula|equation)\b|\bhow\b[^?]{0,40}\b(?:deriv\w+|demonstrat\w+|prov\w+|com\w+ from|get to)|\bderiv(?:e|ation)\b|\bdemonstrat\w+|\bproof\b)[^?]{0,80}\bd[aA](?:_prev|\^?\{?\[l ?[-−–] ?1\]\}?)", TROUBLE),
    # The formula itself, beside a question about it, whichever comes first.
    Rule("where-dA-prev-comes-from", 0.65, rf"(?is){WHY}.{{0,200}}{DA_PREV}", TROUBLE),
    Rule("where-dA-prev-comes-from", 0.65, rf"(?is){DA_PREV}.{{0,200}}{WHY}", TROUBLE),
    Rule("elementwise-versus-dot-product", 0.65, r"(?i)(?:\bwhen\b|which|decide|how to|difference)[^.?]{0,100}(?:\*|element|np\.multiply)[^.?]{0,40}(?:np\.dot|dot product|matrix product|matmul|@)"),
    Rule("why-broadcast-bias", 0.65, r"(?i)(?:\bW ?[xXA]|\b[XA] ?W|W ?\* ?X|bias)[^.?]{0,60}(?:\+|\badd\w*)[^.?]{0,60}\b(?:b|bias|broadcast\w*|\d?[nN]x[mM]|column)\b[^.?]{0,160}\?"),
    Rule("why-divide-by-m", 0.7, r"(?is)(?:\bwhy\b|\bshould\b|\bwhen\b|understand)[^?]{0,120}(?:\b1/m\b|divid\w+ by m\b)[^?]{0,120}\?", r"(?i)error|wrong values|fails|transpos|\bsums?\b|minus|negative|lambda"),
    Rule("why-transpose-in-dW", 0.65, r"(?is)\bwhy\b[^?]{0,80}transpos[^?]{0,80}(?:\bdW|A_prev|X\.T)", TROUBLE),
    Rule("what-is-cache", 0.65, r"(?is)(?:\bwhat\b|\bwhy\b|purpose of|understand)[^?.]{0,60}\b(?:linear_|activation_)?cach(?:e|es|ing)\b", TROUBLE),
    Rule("what-dW-means", 0.65, r"(?is)\bwhat (?:does|do|is)\b[^?]{0,40}\bd(?:[WwbZ]\d?|tanh)\b[^?]{0,40}(?:mean|stand|denote|notation)", TROUBLE),
    Rule("what-dW-means", 0.65, r"(?i)\bwhat (?:is|does)\b[^?\n]{0,20}\bg ?(?:'|prime)"),
    Rule("symmetry-breaking", 0.65, r"(?is)\bwhy\b[^?]{0,60}(?:initiali[^?]{0,60}(?:zeros?|random)|(?:zeros?|random)[^?]{0,60}initiali)", TROUBLE),
)  # fmt: skip
COURSE_LIFE = (
    Rule("python-needed-before", 0.7, r"(?i)how (?:many|much|long)\b[^.?]{0,40}\b(?:years?|months?|weeks?|time|take)\b[^?]{0,60}\bpython\b[^?]{0,60}\?", TROUBLE),
    Rule("passed-but-not-understood", 0.7, r"(?i)(?:100 ?%|full marks|full score|submit(?:ted)? successfully)[^?]{0,160}(?:understanding[^.?]{0,30}superficial|n['’o]t (?:really |fully )*understand|struggl\w+ to understand)"),
    Rule("posted-in-wrong-category", 0.75, r"(?i)\bpost(?:ed)? (?:it |this )?in the wrong (?:forum|category|section|course)|there is no week \d in course \d"),
    Rule("compare-intermediate-values", 0.65, r"(?i)\bvalues? (?:of the steps |in between )?(?:that |which )?(?:you |I |we )?(?:can |could |should |to )(?:check|compare)[^.?\n]{0,30}\bagainst\b|\b(?:which|what)[^.?\n]{0,20} values[^.?\n]{0,40}\bshould (?:I|one|my)\b[^.?\n]{0,40}\b(?:see|get|give|steps?)\b"),
)  # fmt: skip


def words(report: Report) -> str:
    """What was said: title and text."""
    return report.post.said


described = Telling((*MISTAKES, *IDEAS, *COURSE_LIFE), words, "The post says")
