"""`aiev completion`: the script by which a shell completes aiev's words."""

from aiev.cli.parsing.options import Argument
from aiev.cli.parsing.shells import SHELLS
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Shell = Annotated[
    str, Argument("Which shell, or man", "SHELL", choices=(*SHELLS, "man"), is_required=True)
]


def completion(run: Run, shell: Shell) -> None:
    """Print what makes a shell complete commands, options, topics, organizations, authors, ids.

    For Bash, in ~/.bashrc: eval "$(aiev completion bash)"; for Zsh the same in ~/.zshrc.
    For Fish, once: aiev completion fish > ~/.config/fish/completions/aiev.fish
    For PowerShell, in $PROFILE: aiev completion powershell | Out-String | Invoke-Expression

    With man, the manual page instead: aiev completion man > ~/.local/share/man/man1/aiev.1
    """
    from aiev.cli.parsing import man_page, shells

    if shell == "man":
        run.output.stdout.write(man_page.page())
        return
    run.output.stdout.write(shells.script(shell))
