"""Makes the pictures of the main pages: `PYTHONPATH=. python tests/entrypoints/screenshots.py`."""

import argparse
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from assistant.entrypoints.app import create_app
from assistant.settings import Settings
from assistant.wiring import build
from tests.entrypoints.browsing import chromium, diagnosed, served
from tests.stories import NO_MEAN, TITLE, WRONG

DOCS = Path(__file__).parents[2] / "docs"
COLOURS = 96
POST = "dW2 and db2 are right, dW1 and db1 are not."
PATHS = {
    "form": "/?example=wrong-values",
    "entry": "/kb/why-dZ-is-A-minus-Y",
    "knowledge": "/kb?q=axis",
    "exercise": "/exercises/dls-c1-w3/backward_propagation",
    "exercises": "/exercises",
}
KEPT = (("form", 1440, "light"), ("result", 1440, "light"), ("result", 360, "dark"), ("exercise", 1440, "dark"))  # fmt: skip


def main() -> None:
    """The few that the README shows, or all in both widths and schemes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=DOCS)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(exist_ok=True)
    names = [*PATHS, "result", "numbers"]
    several = [(n, w, s) for n in names for w in (360, 1440) for s in ("light", "dark")]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite:///{folder}/results.db")
        with (
            build(settings) as assistant,
            served(create_app(assistant)) as address,
            chromium() as browser,
        ):
            for name, width, scheme in several if given.all else KEPT:
                taken(browser, address, name, width, scheme, given.out, full=given.all)


def taken(
    browser: Browser, address: str, name: str, width: int, scheme: str, folder: Path, *, full: bool
) -> None:
    """One picture."""
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    shown(page, address, name)
    file = folder / f"{name}-{width}-{scheme}.png"
    page.screenshot(path=file, full_page=full)
    Image.open(file).quantize(COLOURS).save(file, optimize=True)
    print(f"{file.name} {file.stat().st_size // 1000} kB")
    context.close()


def shown(page: Page, address: str, name: str) -> None:
    """Go to a page by its name."""
    if name in PATHS:
        page.goto(address + PATHS[name])
    else:
        code = WRONG if name == "result" else NO_MEAN
        diagnosed(page, address, title=TITLE, post=POST, code=code)


if __name__ == "__main__":
    main()
