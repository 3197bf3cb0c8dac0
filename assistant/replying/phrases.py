"""The sentences of a reply, each in several wordings; which one is said rests on the post alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.types import Post

# The first wording of a notice is the one that pages show.
NOTICED: Mapping[str, tuple[str, ...]] = {
    "wrong-category": (
        "This seems to belong to another course: the week named does not exist in the course of "
        "this category. A moderator can move the topic.",
        "The course of this category has no such week, so the topic probably belongs elsewhere. "
        "A moderator can move it for you.",
        "No harm done, but this looks like a question about another course. In its own category "
        "the right mentors will see it; a moderator can move it.",
    ),
    "code-in-public": (
        "Please take the solution code out of the public post: the course's rules ask for that. "
        "The error message and the shapes are enough.",
        "One small thing: graded code should not stay in public. Could you edit the post and keep "
        "the error message and the shapes?",
        "Thank you for showing your work. Others still have to find their own, so please take "
        "the graded code out again; the error message and the shapes can stay.",
    ),
    "unknown-exercise": (
        "I do not know this exercise, so this is general help.",
        "This exercise is new to me; what follows is general.",
    ),
    "no-sandbox": (
        "Nothing was run here, so this rests on the text alone.",
        "This rests on what you wrote; no code was run.",
    ),
    "code-too-long": (
        "The code is longer than is run here: send the function alone.",
        "That is more code than is run here; the function alone would do.",
    ),
    "right-on-course-inputs": (
        "On the notebook's own inputs your function is right; on other inputs it is not. So "
        "something in it fits only those: a size, a number, or a variable of the notebook. The "
        "grader uses other inputs.",
        "Your function passes on the notebook's inputs and fails on others, such as the "
        "grader's. Something in it was made for the first: a size, a number, or a variable of "
        "the notebook.",
    ),
    "second-call-differs": (
        "Called twice with the same values, your function gives two results: something stays "
        "behind between the calls.",
        "Two calls with the same values give two results, so your function leaves something "
        "behind.",
    ),
    "mutated-input": (
        "Your function changes one of its arguments. The values are right, but whoever uses that "
        "argument afterwards gets another one.",
        "The values are right, and one argument is changed on the way: the next one who uses it "
        "finds other numbers in it.",
    ),
    "gradient-agrees": (
        "I do not know this exercise; its gradient agrees with central differences of its loss, "
        "on random inputs.",
    ),
    "gradient-differs": (
        "I do not know this exercise, so I compared the gradient with central differences of its "
        "own loss, on random inputs.",
    ),
    "function-not-defined": (
        "The code does not define the function of the exercise.",
        "The function of the exercise is not in the code that you sent.",
    ),
}

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "right": (
        "Right already: {names}.",
        "You have {names} right.",
        "{names}: right, nothing to change there.",
        "What you have for {names} is right.",
        "Good: {names} came out right.",
    ),
    "so-right": (
        "So {names} on the way to it must be right, too.",
        "That clears {names} as well.",
        "What leads there, {names}, is right with it.",
        "With that, {names} can be ruled out.",
    ),
    "not-right": (
        "Not yet: {what}.",
        "What is left: {what}.",
        "Still to be found: {what}.",
        "The trouble shows in this: {what}.",
    ),
    "reported": (
        "By your account: {saw}.",
        "From what you report: {saw}.",
        "What passes and what fails tells something: {saw}.",
        "Reading your post: {saw}.",
    ),
    "shapes": (
        "The shapes tell something. {saw}.",
        "Two shapes stand in your post. {saw}.",
        "The two shapes are a fact to start from. {saw}.",
    ),
    "correct": (
        "Your function gives the right values, on the course's inputs and on random ones.",
        "I find nothing wrong: on the course's inputs and on random ones your function gives the "
        "right values.",
        "Your function is right: the course's inputs and random ones both give the right values.",
    ),
    "timed-out": (
        "Your code did not finish in the time it is given here.",
        "Your code was still running when its time here was over.",
    ),
    "out-of-memory": (
        "Your code asked for more memory than it is given here.",
        "Your code needs more memory than there is here.",
    ),
    "refused": (
        "Your code tried something that is not allowed here, such as opening a file.",
        "Your code was stopped when it tried something that is not allowed here, such as opening "
        "a file.",
    ),
    "only-fault": (
        "{subject} is the only wrong statement: with that one put right, every check passes.",
        "I put this one statement right and ran it again, and every check passed: {where}.",
        "One statement is in the way, and a run shows it. It is this one: {where}. With it put "
        "right, every check passes.",
        "Everything hangs on one statement: {where}. With that one put right, every check passes.",
    ),
    "fault": (
        "{subject} is wrong.",
        "One to mend: {where}.",
        "There is a mistake here: {where}.",
    ),
    "first-look": (
        "{subject} is the first to look at; that is not proved.",
        "I would look here first, without a proof: {where}.",
        "My best guess, no more than that: {where}.",
    ),
    "numbers-proof": (
        "Your numbers are exactly what one known mistake in {step} gives, so that is the place.",
        "The printed numbers give it away: one known mistake in {step} gives just these.",
        "I compared your numbers with those of known mistakes. Just one gives them, in {step}.",
    ),
    "hint": (
        "A question to start with:",
        "Here is a question for you:",
        "Ask yourself this first:",
        "Before anything else:",
        "A first step:",
    ),
    "cannot-tell": (
        "I cannot tell yet what is wrong.",
        "From this alone I cannot tell what is wrong.",
        "There is not enough here for me to say; I cannot tell what is wrong.",
        "I would only be guessing: I cannot tell what is wrong yet.",
    ),
    "for-a-person": (
        "A person should look at this; I leave it to the mentors.",
        "This is better answered by a mentor, so I leave it to them.",
        "A mentor will know more than I do here, and can see this.",
    ),
    "which-idea": (
        "I am not sure which idea you are after.",
        "A good question; I cannot tell yet which idea would answer it.",
        "More than one idea may be behind your question.",
    ),
    "aside": (
        "This is one for a person; the mentors see it here.",
        "I help with the course's formulas and code only, so this is left to the mentors.",
        "A mentor is the right one for this; I leave it to them.",
    ),
    "maybe": (
        "It may be one of these: {titles}.",
        "Posts like yours were about: {titles}.",
        "Possible, not sure: {titles}.",
    ),
    "ask": (
        "This would help most:",
        "What would settle it:",
        "One thing to look at next:",
        "With this I can say more:",
    ),
    "more": (
        "Answer *more* or *next hint* for the next hint.",
        "Stuck? *more* or *next hint* as an answer gives the next one.",
        "There is another hint: answer *more* or *next hint*.",
        "When you want the next hint, answer *more* or *next hint*.",
    ),
    "no-more": (
        "That was the last hint.",
        "These are all the hints there are.",
        "There is no further hint.",
    ),
    "machine": (
        "A program wrote this. Answer *person* to call a mentor.",
        "This was written by a machine; with *person* you call a mentor.",
        "You are reading a machine's reply. For a mentor, answer *person*.",
        "I am a program, not a person. To call a mentor, answer *person*.",
    ),
    "machine-alone": (
        "A program wrote this; ask a mentor in the course's forum where it does not help.",
        "This was written by a machine; the mentors in the course's forum are people.",
        "A machine's words. Where they do not help, a mentor in the course's forum will.",
    ),
    "threads": (
        "Solved threads that read like yours:",
        "Others have solved something like this:",
    ),
    "self-check": (
        "Check your code in private",
        "Try your code here, unseen by others",
        "Run your function where only you can see it",
    ),
    "silent": (
        "I would rather not say more here; please ask a mentor.",
        "Please ask a mentor; I would rather not say more here.",
    ),
}


@dataclass(frozen=True)
class Voice:
    """Chooses among wordings: the same post is always told the same, another one in other words."""

    seed: str

    @classmethod
    def of(cls, post: Post) -> "Voice":
        """The voice in which a post is answered."""
        parts = (post.id, post.title, post.text, post.code, post.notebook)
        digest = hashlib.blake2b(digest_size=16)
        for part in parts:
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return cls(digest.hexdigest())

    def say(self, key: str, **blanks: str) -> str:
        """One wording of a sentence, its blanks filled."""
        return self.choose(key, SENTENCES[key]).format(**blanks)

    def notice(self, name: str) -> str:
        """One wording of a notice."""
        return self.choose(name, NOTICED[name])

    def choose(self, key: str, several: tuple[str, ...]) -> str:
        """One of several, each sentence chosen on its own."""
        digest = hashlib.blake2b(f"{self.seed} {key}".encode(), digest_size=8).digest()
        return several[int.from_bytes(digest, "big") % len(several)]
