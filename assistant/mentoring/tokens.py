"""The mentors of the settings: who holds which token; only hashes of tokens are compared."""

import hashlib
import re
import secrets
from collections.abc import Mapping

from assistant.errors import BadSetting
from assistant.settings import Settings

FORM = re.compile(r"([\w.-]{1,40}):([0-9a-f]{64})")
SINGLE = "mentor"  # the name of whoever holds the one `mentor_token`


def hashed(token: str) -> str:
    """The SHA-256 of a token: 32 random bytes need no slow hash, as chosen words would."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(name: str) -> tuple[str, str]:
    """A token for a new mentor, and the `name:hash` for the settings. Raises BadSetting."""
    token = secrets.token_urlsafe(32)
    line = f"{name}:{hashed(token)}"
    read_line(line)
    return token, line


def read_line(line: str) -> tuple[str, str]:
    """Name and hash of one mentor. Raises BadSetting."""
    found = FORM.fullmatch(line)
    if found is None:
        raise BadSetting(
            f"{line[:50]!r} is no mentor: write name:hash, as `gradmentor mentor-token NAME` "
            "prints it; a name is letters, digits, dots, hyphens."
        )
    return found.group(1), found.group(2)


def mentors_of(settings: Settings) -> Mapping[str, str]:
    """The hash of each mentor's token by name. Raises BadSetting."""
    known = dict(read_line(line) for line in settings.mentors)
    if settings.mentor_token:
        known.setdefault(SINGLE, hashed(settings.mentor_token))
    return known


def holder(mentors: Mapping[str, str], token: str) -> str | None:
    """The mentor whose token it is; every hash is compared, in constant time."""
    given = hashed(token)
    found = [name for name, known in mentors.items() if secrets.compare_digest(given, known)]
    return found[0] if found else None
