"""Commands about the knowledge base: to read it, to check it, to add to it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints.cli.door import AsJson, app, show
from assistant.errors import UnreadableInput

FORUM = "https://community.deeplearning.ai"


@app.command()
def explain(slug: str) -> None:
    """Print one entry."""
    from assistant.settings import Settings

    file = Settings().knowledge_base / "entries" / f"{slug}.md"
    if "/" in slug or not file.is_file():
        raise UnreadableInput(f"There is no entry {slug!r}.")
    print(file.read_text(encoding="utf-8").split("+++", 2)[2].strip())


@app.command()
def exercises() -> None:
    """List the exercises."""
    from assistant.library.exercises import shelf_of
    from assistant.settings import Settings

    for one in shelf_of(Settings()).exercises.values():
        print(f"{one.id}  {one.title}")


@app.command()
def checkpoints(id: str, variant: str = "", as_json: AsJson = False) -> None:
    """Print the values to check against."""
    from assistant.entrypoints.checkpoints import listed, told
    from assistant.settings import Settings

    found = listed(Settings(), id, variant)
    show(found, as_json, lambda: print(told(found)))


@app.command()
def check(
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Entries that take each other's posts.")
    ] = False,
) -> None:
    """Validate and execute the whole knowledge base, or list what its entries contend for."""
    from assistant.entrypoints.checking import found_wrong
    from assistant.entrypoints.conflicts import conflicts as contended
    from assistant.entrypoints.conflicts import written
    from assistant.settings import Settings

    if conflicts:
        print(written(contended(Settings())) or "No two entries take each other's posts.")
        return
    found = found_wrong(Settings())
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        sys.exit(1)
    print("The knowledge base holds.")


@app.command(name="new-entry")
def new_entry(slug: str) -> None:
    """Write the skeleton of an entry."""
    from assistant.entrypoints.checking import write_skeleton
    from assistant.settings import Settings

    print(write_skeleton(Settings().knowledge_base / "entries", slug))


@app.command(name="import-threads")
def import_threads(
    source: Annotated[Path, typer.Argument(metavar="FILE_OR_FOLDER", help="Topics as JSON.")],
    forum: Annotated[str, typer.Option(help="The forum's address.")] = FORUM,
    as_json: AsJson = False,
) -> None:
    """Keep solved threads of a Discourse forum, to be shown beside entries."""
    from assistant.entrypoints.importing import imported, told
    from assistant.settings import Settings

    found = imported(Settings(), source, forum, lambda line: print(line, file=sys.stderr))
    show(found, as_json, lambda: print(told(found)))
