"""One frozen Settings, read once from the environment (GRADMENTOR_*) and handed down."""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PACKAGE = Path(__file__).parent


def content(folder: str) -> Path:
    """The folder of content: in the installed package, else at the top of the checkout."""
    packaged = PACKAGE / "content" / folder
    return packaged if packaged.is_dir() else PACKAGE.parent / folder


class Forum(BaseModel):
    """What the forum bot may do; without a named category it does nothing."""

    model_config = ConfigDict(frozen=True)

    url: str = ""
    bot: str = ""
    api_key: str = ""
    webhook_secret: str = ""
    generic_secret: str = ""
    categories: str = Field(default="", pattern=r"^[\d, ]*$")
    excluded_categories: str = Field(default="", pattern=r"^[\d, ]*$")
    mode: Literal["dry_run", "whisper", "review", "post"] = "dry_run"
    below: Literal["nothing", "whisper"] = "nothing"
    threshold: float = 0.6
    first_post_only: bool = True
    other_bots: str = ""
    staff_group: str = "moderators"
    per_user_day: int = 5
    per_topic: int = 4
    per_day: int = 200
    calls_per_minute: int = 30
    poll_seconds: float = 120.0
    lease_seconds: float = 30.0
    give_up_hours: float = 24.0
    keep_days: int = 60
    workers: int = 4
    executor: str = "local"
    public_url: str = ""

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

    @model_validator(mode="after")
    def complete(self) -> Self:
        """A secret that can be guessed and a bot that has no name are refused at the start."""
        if any(0 < len(one) < 12 for one in (self.webhook_secret, self.generic_secret)):
            raise ValueError("a webhook's secret has at least 12 characters")
        if self.on and not (self.url and self.bot and self.api_key):
            raise ValueError("a forum needs url, bot and api_key beside its webhook_secret")
        if self.bot.lower() == "system":
            raise ValueError("the bot needs an account of its own, not system")
        return self


def numbers(listed: str) -> frozenset[int]:
    """`7, 9` as numbers."""
    return frozenset(int(one) for one in listed.replace(",", " ").split())


class Settings(BaseSettings):
    """Every setting with its unit; the environment variable is `GRADMENTOR_` and the name."""

    model_config = SettingsConfigDict(
        env_prefix="GRADMENTOR_", frozen=True, env_nested_delimiter="_", env_nested_max_split=1
    )

    forum: Forum = Forum()

    knowledge_base: Path = content("knowledge_base")
    exercises: Annotated[tuple[Path, ...], NoDecode] = ()
    templates: Path = content("templates")
    cache: Path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gradmentor"
    database: str = "sqlite:///gradmentor.db"
    threads: Path = Path("gradmentor-threads.jsonl")
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

    @field_validator("mentors", mode="before")
    @classmethod
    def listed(cls, given: str | tuple[str, ...]) -> tuple[str, ...]:
        """Several mentors are separated by commas or blanks."""
        return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given
