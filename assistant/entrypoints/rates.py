"""How often one client may ask, by the settings."""

import time

from fastapi import HTTPException
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from assistant.settings import Settings


class Rates:
    """Counts each client's requests of a kind; clients of the settings are never limited."""

    def __init__(self, settings: Settings) -> None:
        self.limit = parse(settings.rate_limit) if settings.rate_limit else None
        self.free = frozenset(settings.rate_limit_free.split())
        self.limiter = FixedWindowRateLimiter(MemoryStorage())

    def require(self, kind: str, client: str) -> None:
        """Count a request. Raises HTTPException 429 with the seconds to wait."""
        if self.limit is None or client in self.free:
            return
        if not self.limiter.hit(self.limit, kind, client):
            reset = self.limiter.get_window_stats(self.limit, kind, client).reset_time
            seconds = max(1, round(reset - time.time()))
            sentence = f"That is more than {self.limit} from one place; try again in {seconds} s."
            raise HTTPException(429, sentence, {"Retry-After": str(seconds)})
