"""`gradmentor serve`, and the commands that operate the forum bot."""

import sys

from assistant.entrypoints.cli.door import app, assistant


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the web form, the JSON API and the webhooks."""
    import uvicorn

    from assistant.entrypoints.app import create_app
    from assistant.forum.logs import as_json, log

    as_json()
    with assistant() as built:
        log.info("sandbox", tier=built.sandbox.tier if built.sandbox else None, why=built.why_not)
        uvicorn.run(create_app(built), host=host, port=port, log_level="info", log_config=None)


@app.command(name="check-forum")
def check_forum() -> None:
    """Try keys, scopes and categories against the real forum; post nothing."""
    from assistant.entrypoints.operating import checked

    lines = checked()
    for holds, line in lines:
        print(f"{'ok' if holds else 'NOT'}  {line}")
    if not all(holds for holds, _ in lines):
        sys.exit(1)


@app.command(name="forum-stop")
def forum_stop() -> None:
    """Stop all posting in the forum, at once and in every process."""
    from assistant.entrypoints.operating import switched

    print(switched("the command line"))


@app.command(name="forum-start")
def forum_start() -> None:
    """Let posting in the forum go on."""
    from assistant.entrypoints.operating import switched

    print(switched(""))
