"""Commands that measure: `evaluate`, `bench`."""

from pathlib import Path

from assistant.entrypoints.cli.door import AsJson, app, assistant, show


@app.command()
def evaluate(cases: Path, as_json: AsJson = False) -> None:
    """Run labelled cases and print accuracy, coverage and calibration."""
    from assistant.entrypoints.evaluating import evaluated, table
    from assistant.entrypoints.inputs import cases_in
    from assistant.settings import Settings

    with assistant() as built:
        found = evaluated(built, cases_in(cases, Settings().max_input_bytes))
    show(found, as_json, lambda: print(table(found)))


@app.command()
def bench(as_json: AsJson = False) -> None:
    """Time a diagnosis and a sandboxed run against a plain subprocess, in the same run."""
    from assistant.entrypoints.benchmark import measured, table

    with assistant() as built:
        found = measured(built)
    show(found, as_json, lambda: print(table(found)))
