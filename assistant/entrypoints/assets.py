"""The static files: named with a hash of their content, so that browsers may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Files of one folder; what is asked for by its hash may be kept for ever."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self.folder = folder
        self.digest = cache(self.read_digest)

    def read_digest(self, name: str) -> str:
        """A short hash of a file."""
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()[:12]

    def url(self, name: str) -> str:
        """Where a page finds a file."""
        return f"/static/{name}?v={self.digest(name)}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        asked = QueryParams(scope["query_string"]).get("v")
        kept = response.status_code in (200, 304) and asked and asked == self.digest(path)
        response.headers["Cache-Control"] = FOREVER if kept else "no-cache"
        return response
