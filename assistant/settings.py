"""One frozen Settings, read once from the environment (GRADMENTOR_*) and handed down."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PACKAGE = Path(__file__).parent


def content(folder: str) -> Path:
    """The folder of content: in the installed package, else at the top of the checkout."""
    packaged = PACKAGE / "content" / folder
    return packaged if packaged.is_dir() else PACKAGE.parent / folder


class Settings(BaseSettings):
    """Every setting with its unit; the environment variable is `GRADMENTOR_` and the name."""

    model_config = SettingsConfigDict(env_prefix="GRADMENTOR_", frozen=True)

    knowledge_base: Path = content("knowledge_base")
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

    @field_validator("mentors", mode="before")
    @classmethod
    def listed(cls, given: str | tuple[str, ...]) -> tuple[str, ...]:
        """Several mentors are separated by commas or blanks."""
        return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given
