"""The command ``completion``, which prints a script that lets a shell complete commands and options."""

from typing import Annotated, Literal

from cyclopts import Parameter

from alpims_mg.adapters.cli.application import PROGRAM, app, example

_INTO = "~/.local/share/bash-completion/completions/alpims-mg"


@app.command(name="completion", help_epilogue=example(f"completion bash > {_INTO}"))
def _completion(shell: Annotated[Literal["bash", "fish", "zsh"], Parameter(show_choices=False)], /) -> None:
    """Print a script that lets a shell complete commands and options. Save it where the shell looks for such scripts.

    Parameters
    ----------
    shell
        The shell: bash, fish or zsh.
    """
    print(app.generate_completion(prog_name=PROGRAM, shell=shell))
