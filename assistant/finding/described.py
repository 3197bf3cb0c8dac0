"""What students describe in words instead of posting code."""

from collections.abc import Iterator

import re2

from assistant.types import Finding, Report, Strength, Trial

Rule = tuple[str, float, str]
RULES: tuple[Rule, ...] = (
    ("dot-instead-of-elementwise", 0.75, r"(?is)np\.dot.{0,120}\(1 ?- ?np\.(?:power|dot)\(A1"),
    (
        "dot-instead-of-elementwise",
        0.7,
        r"(?is)(?:dot|matrix) product.{0,80}(?:derivative|g'|1 ?- ?A)",
    ),
    (
        "double-1-over-m",
        0.7,
        r"(?is)\bdZ\d?\b[^.]{0,200}(?:multipl|divid|times)[^.]{0,30}(?:1/m|by m\b)",
    ),
    ("function-read-as-product", 0.7, r"(?is)g'[^.]{0,40}(?:multipl|times|product)[^.]{0,40}\bZ"),
    (
        "recomputed-instead-of-cached",
        0.65,
        r"(?is)(?:same as|equals?|match(?:es)?|identical)[^.]{0,60}expected.{0,400}AssertionError",
    ),
    (
        "hidden-test-uses-other-inputs",
        0.6,
        r"(?is)(?:expected output|all (?:the )?tests? pass|correct output).{0,300}(?:grader|submit|hidden)",
    ),
    (
        "missing-helper-file",
        0.85,
        r"(?i)No module named '?(?:testCases|planar_utils|lr_utils|dnn_\w+|init_utils|public_tests|\w+_utils)",
    ),
    (
        "missing-helper-file",
        0.65,
        r"(?i)where (?:can|do) I (?:find|get)[^.]{0,40}(?:testCases|_utils|\.h5|dataset)",
    ),
    (
        "parentheses-instead-of-brackets",
        0.85,
        r"(?i)'?(?:numpy\.)?(?:ndarray|dict|list|tuple)'? object is not callable",
    ),
    (
        "why-dZ-is-A-minus-Y",
        0.7,
        r"(?is)(?:why|how|where|derivation|derive|understand).{0,120}\bd[zZ](?:\[?\^?\{?\[?[2L]\]?\}?\]?)? ?(?:=|is|equals?) ?A",
    ),
    (
        "where-dA-prev-comes-from",
        0.75,
        r"(?is)(?:why|how|where|derive|demonstrate|derivation|coming from).{0,160}dA(?:_prev|\[l ?- ?1\]|\^\{\[l ?- ?1\]\})",
    ),
    (
        "why-divide-by-m",
        0.7,
        r"(?is)(?:why|when|where|not|n't|understand)[^?]{0,120}(?:1/m|divid\w+ by m\b|\bby m\b)[^?]{0,120}\?",
    ),
    ("why-transpose-in-dW", 0.65, r"(?is)why[^?]{0,80}transpos[^?]{0,80}(?:dW|A_prev|X\.T)"),
    ("what-is-cache", 0.65, r"(?is)(?:what|why|purpose|understand)[^?.]{0,80}\bcach(?:e|es|ing)\b"),
    (
        "what-dW-means",
        0.65,
        r"(?is)what (?:does|do|is)[^?]{0,40}\bd[WwbZ]\b[^?]{0,40}(?:mean|stand|denote|notation)",
    ),
    (
        "symmetry-breaking",
        0.65,
        r"(?is)why[^?]{0,80}(?:zeros?|random)[^?]{0,60}(?:initiali|weights)",
    ),
    ("log-of-zero", 0.7, r"(?i)divide by zero encountered in log|cost[^.]{0,40}\bnan\b"),
    ("exp-overflow", 0.8, r"(?i)overflow encountered in exp"),
    (
        "value-left-None",
        0.75,
        r"(?i)'?NoneType'? (?:object|and)|unsupported operand[^\n]{0,40}NoneType",
    ),
    ("global-variable-used", 0.65, r"(?i)global variable"),
    ("stale-kernel", 0.6, r"(?i)restart(?:ed|ing)? (?:the )?kernel[^.]{0,80}(?:work|fix|pass)"),
)
COMPILED = tuple((slug, sure, re2.compile(pattern)) for slug, sure, pattern in RULES)


class Described:
    """Looks for what is described, in linear time."""

    def __call__(self, report: Report, trial: Trial) -> Iterator[Finding]:
        """One finding for each rule that fits, the surest for each slug."""
        text = f"{report.post.title}\n{report.post.text}"[:20_000]
        seen: set[str] = set()
        for slug, sure, pattern in sorted(COMPILED, key=lambda rule: -rule[1]):
            found = pattern.search(text)
            if found and slug not in seen:
                seen.add(slug)
                saw = " ".join(found.group(0).split())[:160]
                yield Finding(slug, Strength.MATCHED, sure, f"The post says: {saw}")
