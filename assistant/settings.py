"""One frozen Settings, read once from the environment (GRADMENTOR_*) and handed down."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import BadSetting

Address = Annotated[str, Field(pattern=r"^(https?://[^\s()<>]+)?$")]
Least = Annotated[int, Field(ge=0)]
PACKAGE = Path(__file__).parent
PREFIX = "GRADMENTOR_"
ALIKE = 0.75  # of a name that is no setting to one that is: then it was meant
# Everybody can read them in the example of the settings.
PUBLIC = ("32-characters-or-more-of-your-own", "a-long-random-text")
NEEDED = ("url", "bot", "api_key", "webhook_secret")


def content(folder: str) -> Path:
    """The folder of content: in the installed package, else at the top of the checkout."""
    packaged = PACKAGE / "content" / folder
    return packaged if packaged.is_dir() else PACKAGE.parent / folder


class Forum(BaseModel):
    """What the forum bot may do; without a named category it does nothing."""

    model_config = ConfigDict(frozen=True)

    url: Address = ""
    bot: str = ""
    api_key: str = ""
    webhook_secret: str = ""
    generic_secret: str = ""
    categories: str = ""
    excluded_categories: str = ""
    mode: Literal["dry_run", "whisper", "review", "post"] = "dry_run"
    below: Literal["nothing", "whisper"] = "nothing"
    threshold: float = Field(default=0.6, ge=0, le=1)
    first_post_only: bool = True
    other_bots: str = ""
    staff_group: str = Field(default="moderators", pattern=r"^[\w.-]+$")
    per_user_day: Least = 5
    per_topic: Least = 4
    per_day: Least = 200
    calls_per_minute: int = Field(default=30, ge=3)  # a reply takes two, a look for posts one
    poll_seconds: float = Field(default=120.0, gt=0)
    lease_seconds: float = Field(default=30.0, ge=1)
    give_up_hours: float = Field(default=24.0, gt=0)
    keep_days: int = Field(default=60, ge=1)
    workers: Least = 4
    executor: str = Field(default="local", pattern=r"^[\w.-]{1,100}$")
    public_url: Address = ""

    @property
    def answered(self) -> frozenset[int]:
        """The categories in which it answers: those named, less those excluded."""
        return numbers(self.categories) - numbers(self.excluded_categories)

    @property
    def bots(self) -> frozenset[str]:
        """Names of accounts that are never answered, its own first."""
        return frozenset(
            name.strip().lower() for name in f"{self.bot},{self.other_bots}".split(",")
        )

    @property
    def on(self) -> bool:
        """Whether events of a forum are taken."""
        return bool(self.webhook_secret)

    @field_validator("categories", "excluded_categories")
    @classmethod
    def named_by_number(cls, given: str) -> str:
        """Categories are given by their numbers."""
        if not all(one.isdecimal() for one in given.replace(",", " ").split()):
            raise ValueError("categories are named by their numbers, like 7, 9")
        return given

    @model_validator(mode="after")
    def complete(self) -> Self:
        """A secret that can be guessed and a bot that has no name are refused at the start."""
        secrets = (self.webhook_secret, self.generic_secret)
        if any(0 < len(one) < 12 for one in secrets):
            raise ValueError("a webhook's secret has at least 12 characters")
        if any(one in PUBLIC for one in secrets):
            raise ValueError("a webhook's secret is one of your own, not that of the example")
        missing = [name for name in NEEDED if not getattr(self, name)]
        if missing and len(missing) < len(NEEDED):
            raise ValueError(f"a forum needs {', '.join(NEEDED)}; without {', '.join(missing)}")
        if self.bot.lower() == "system":
            raise ValueError("the bot needs an account of its own, not system")
        return self


def numbers(listed: str) -> frozenset[int]:
    """`7, 9` as numbers."""
    return frozenset(int(one) for one in listed.replace(",", " ").split())


class Settings(BaseSettings):
    """Every setting with its unit; the environment variable is `GRADMENTOR_` and the name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, env_nested_delimiter="_", env_nested_max_split=1
    )

    forum: Forum = Forum()

    knowledge_base: Path = content("knowledge_base")
    exercises: Annotated[tuple[Path, ...], NoDecode] = ()
    templates: Path = content("templates")
    cache: Path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gradmentor"
    database: str = "sqlite:///gradmentor.db"
    threads: Path = Path("gradmentor-threads")
    mentor_token: str = ""
    mentors: Annotated[tuple[str, ...], NoDecode] = ()
    session_hours: float = 12.0
    max_input_bytes: int = 2_000_000
    max_source_bytes: int = 64 * 1024
    cpu_seconds: int = 4
    wall_seconds: float = 5.0
    memory_mib: int = 256
    max_output_bytes: int = 64 * 1024
    max_result_bytes: int = 4 * 1024 * 1024
    search_seconds: float = 6.0
    sandbox_workers: int = 2
    sandbox_running: int = 2 * (os.cpu_count() or 1)
    sandbox_queue: int = 16
    client_queue: int = 4
    result_days: int = 7
    answer_days: int = 180
    secret_key: str = ""
    secure_cookies: bool = False
    rate_limit: str = "120/minute"
    rate_limit_free: str = "127.0.0.1 ::1"

    @field_validator("exercises", mode="before")
    @classmethod
    def folders(cls, given: str | tuple[Path, ...]) -> tuple[Path, ...]:
        """Several folders are separated as in PATH."""
        if not isinstance(given, str):
            return given
        return tuple(Path(one).expanduser() for one in given.split(os.pathsep) if one.strip())

    @field_validator("database")
    @classmethod
    def of_a_known_kind(cls, given: str) -> str:
        """One of the two kinds that it works with."""
        if not given.startswith(("sqlite", "postgresql")):
            raise ValueError("it is sqlite:////folder/file.db or postgresql://user@host/name")
        return given

    @field_validator("mentor_token")
    @classmethod
    def of_ones_own(cls, given: str) -> str:
        """The token of the example is no secret."""
        if given in PUBLIC:
            raise ValueError("it is one of your own, not that of the example")
        return given

    @field_validator("mentors", mode="before")
    @classmethod
    def listed(cls, given: str | tuple[str, ...]) -> tuple[str, ...]:
        """Several mentors are separated by commas or blanks."""
        return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given

    @model_validator(mode="wrap")
    @classmethod
    def understood(cls, given: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Raises BadSetting, with one sentence for whoever set it."""
        refuse_misspelt(os.environ)
        try:
            return read(given)
        except ValidationError as error:
            raise BadSetting(sentence(error)) from None


def refuse_misspelt(names: Iterable[str]) -> None:
    """Raise BadSetting for a name that was meant to be a setting and is none."""
    known = [*Settings.model_fields, *(f"forum_{name}" for name in Forum.model_fields)]
    given = (
        name.lower().removeprefix(PREFIX.lower())
        for name in names
        if name.upper().startswith(PREFIX)
    )
    for name in sorted(set(given) - set(known)):
        nearest = get_close_matches(name, known, 1, 0.0 if name.startswith("forum_") else ALIKE)
        if nearest:
            meant = f"{PREFIX}{nearest[0]}".upper()
            raise BadSetting(f"{PREFIX}{name.upper()} is no setting; the nearest is {meant}.")


def sentence(error: ValidationError) -> str:
    """The first setting that is not right, by the name it has outside; never its value."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = "_".join(["GRADMENTOR", *map(str, first["loc"])]).upper()
    return f"{name} is not right: {first['msg'].removeprefix('Value error, ')}."
