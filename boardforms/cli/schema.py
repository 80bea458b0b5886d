"""`boardforms schema`: the JSON Schema of what `parse` prints."""

import json

import click

from boardforms.cli.terminal import print_json


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of one line of `boardforms parse`.

    Example: boardforms schema > record.schema.json
    """
    from boardforms.records import record_schema

    print_json(json.dumps(record_schema(), indent=2, ensure_ascii=False))
