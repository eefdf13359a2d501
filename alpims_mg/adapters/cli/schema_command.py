"""The command ``schema``, which prints the JSON Schema of all that the other commands read and print as JSON."""

from typing import Annotated

from alpims_mg.adapters.cli.application import app, example, print_json
from alpims_mg.adapters.cli.options import flag
from alpims_mg.wire import json_schema


@app.command(name="schema", help_epilogue=example("schema > alpims_mg.schema.json"))
def _schema(*, _json: Annotated[bool, flag("--json", "Print JSON, as this command always does.")] = False) -> None:
    """Print a JSON Schema of the cases, diaries, answers, plans and ledgers that commands read and print."""
    print_json(json_schema())
