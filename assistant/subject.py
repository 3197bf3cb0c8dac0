"""What a post is about: these courses at all, their material, or an idea."""

import re2

from assistant.types import Report

LONGEST = 20_000
OURS = re2.compile(
    r"(?i)\bd?[WbZA][12L]\b|\bdz\b|\bd[WbA]\b|A_prev|dA_prev|\[l\]|\bl1\b|grad_|\bw\.T\b"
    r"|np\.|numpy|ndarray|\bshapes?\b|backprop|gradient|propagat|sigmoid|\brelu|tanh|softmax|logistic"
    r"|neural|hidden (?:layer|unit)|activation|\bcosts?\b|bias|weights|derivative|chain rule"
    r"|\bgrad(?:er|ing)\b|vectori[sz]ed"
    r"|assignment|notebook|exercise|week ?\d|\bW\dA\d|\bcourse|lecture|\bslides?\b"
    r"|deep ?learning|coursera|\butils\b|testcases|public_tests"
    r"|conv_|dropout|lstm|\brnn|\badam\b|momentum"
)
QUESTION = re2.compile(r"\?|(?i)\bwhy\b|\bhow (?:do|does|can|come|is)\b|explain|understand")
# Libraries and trades that are none of these courses'; what is said of them is for a person.
FOREIGN = re2.compile(
    r"(?i)\btorch\b|pytorch|tensorflow|\bkeras\b|\bjax\b|flask|django|fastapi|kaggle|langchain"
    r"|hugging ?face|transformers?\b|\bbert\b|\bgpt|\bllm|diffusion|\bKV\b|pgvector|weaviate"
    r"|discord|pygame|selenium|scrap(?:er|ing)|\bsql\b|postgres|payroll|invoice|spreadsheet"
    r"|arduino|\breact\b|job interview|\bmy (?:job|shop)\b|refund|certificate|subscription|charged"
)
OWN_CODE = re2.compile(r"\.shape\[\d")  # formulas have no such sizes
TROUBLE = re2.compile(r"(?i)\bwork\b|wrong|error|\bfail|\bhelp\b|stuck|problem|issue")
# The course's own words are put right by its staff, whatever they are about.
OF_MATERIAL = re2.compile(
    r"(?i)\b(?:typos?|mistakes?|errors?|bugs?|wrong)\b[^.?!\n]{0,20} (?:in|on|of)"
    r" (?:the|this|that|his) (?:\w+ )?"
    r"(?:slides?|videos?|lectures?|transcripts?|subtitles?|quiz|instructions?|material)\b"
    r"|\b(?:slides?|videos?|lectures?|quiz|instructions?)\b[^?!]{0,200}\b(?:a|some) typos?\b"
    r"|\b(?:lecture|slide|video) typos?\b"
)


def of_the_material(report: Report) -> bool:
    """It tells of a mistake in the course itself, and of no failure of its own."""
    return not failed(report) and bool(OF_MATERIAL.search(report.post.said[:LONGEST]))


def failed(report: Report) -> bool:
    """Something is told to have failed."""
    return bool(report.raised or report.checks or report.failing)


def foreign(report: Report) -> bool:
    """A word of another trade, or of money and papers."""
    return bool(FOREIGN.search(report.post.said[:LONGEST]))


def in_trouble(report: Report) -> bool:
    """Something does not work, whatever it is."""
    return bool(TROUBLE.search(report.post.said[:LONGEST]))


def ours(report: Report) -> bool:
    """No word of another trade; with an exception, also a known function or a word of ours."""
    text = report.post.said[:LONGEST]
    if foreign(report):
        return False
    known = report.exercise is not None or report.post.code or report.post.notebook
    return bool(known or not report.raised or OURS.search(text))


def plainly_asks(report: Report) -> bool:
    """A question about the matter: nothing is told to have failed, no number or code is shown."""
    text = report.post.said[:LONGEST]
    shown = report.arrays or OWN_CODE.search(text)
    return not (failed(report) or shown) and bool(QUESTION.search(text))
