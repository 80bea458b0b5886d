"""`boardforms completion`: completion of commands in a shell."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands and options.

    Example: boardforms completion bash >> ~/.bashrc
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"completion for {shell} is not known")
    script = kind(ctx.find_root().command, {}, "boardforms", "_BOARDFORMS_COMPLETE").source()
    click.echo(script)
