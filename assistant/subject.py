"""What a post is about: these courses at all, and whether it asks for an idea."""

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


def ours(report: Report) -> bool:
    """No word of another trade; with an exception, also a known function or a word of ours."""
    text = report.post.said[:LONGEST]
    if FOREIGN.search(text):
        return False
    known = report.exercise is not None or report.post.code or report.post.notebook
    return bool(known or not report.raised or OURS.search(text))


def plainly_asks(report: Report) -> bool:
    """A question about the matter: nothing is told to have failed, no number is shown."""
    failed = report.raised or report.checks or report.failing or report.arrays
    return not failed and bool(QUESTION.search(report.post.said[:LONGEST]))
