"""Commands about mentors and what is kept: tokens, acts, the week, cases, drafts, forgetting."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.entrypoints.cli.door import AsJson, app, show

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

Out = Annotated[Path | None, typer.Option("-o", help="Where to write; else it is printed.")]


def database() -> "Engine":
    """The database of the environment's settings."""
    from assistant.database import open_database
    from assistant.settings import Settings

    return open_database(Settings().database)


@app.command(name="mentor-token")
def mentor_token(name: str) -> None:
    """Make a token for a mentor, and the line for the setting `mentors`."""
    from assistant.mentoring.tokens import new_token

    token, line = new_token(name)
    print(f"token, for {name} alone: {token}")
    print(f"for the setting mentors: {line}")


@app.command()
def acts(csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet.")] = False) -> None:
    """Print every answer, approval, edit and correction that is kept."""
    from assistant.mentoring.acts import Acts, as_csv

    found = Acts(database()).since(0)
    if csv:
        print(as_csv(found), end="")
        return
    for act in found:
        print(json.dumps(asdict(act), ensure_ascii=False))


@app.command()
def summary(
    week: Annotated[str, typer.Option(help="A week as 2026-W48; else this one.")] = "",
    as_json: AsJson = False,
) -> None:
    """Print the week: answered, abstained, corrected, and the commonest causes."""
    from assistant.mentoring.acts import Acts
    from assistant.mentoring.summary import told, week_of

    found = week_of(Acts(database()), week)
    plain = asdict(found) | {"first": str(found.first)}
    show(plain, as_json, lambda: print(told(found)))


@app.command()
def cases(out: Out = None) -> None:
    """Print the cases that mentors labelled, as `evaluate` reads them."""
    from assistant.mentoring.cases import Cases

    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in Cases(database()).all()]
    if out is None:
        sys.stdout.writelines(lines)
    else:
        out.write_text("".join(lines), encoding="utf-8")


@app.command()
def drafts(out: Out = None) -> None:
    """List the entries that mentors drafted, or write them into a folder."""
    from assistant.mentoring.drafts import Drafts

    for draft in Drafts(database()).all():
        if out is None:
            print(f"{draft.slug}  {draft.who}")
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{draft.slug}.md").write_text(draft.text, encoding="utf-8")


@app.command()
def forget(user: Annotated[str, typer.Option(help="The name in the forum.")]) -> None:
    """Delete one person's data everywhere."""
    import assistant.entrypoints.app  # noqa: F401 -- with it every table is known
    from assistant.mentoring.keeping import forget as forget_everywhere

    for table, rows in forget_everywhere(database(), user).items():
        print(f"{table:16}{rows:6} deleted")
