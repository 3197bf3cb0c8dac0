"""`gradmentor serve`."""

import sys

from assistant.entrypoints.cli.door import app, assistant


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the web form and the JSON API."""
    import uvicorn

    from assistant.entrypoints.app import create_app

    with assistant() as built:
        tier = built.sandbox.tier if built.sandbox else None
        print(f"sandbox: {'tier ' + tier if tier else built.why_not}", file=sys.stderr)
        uvicorn.run(create_app(built), host=host, port=port, log_level="info")
