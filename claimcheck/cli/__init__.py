"""The command line: one file a command, each loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from claimcheck import __version__
from claimcheck.errors import ArticleError, ClaimcheckError

_COMMANDS = {
    "check": "Check articles and report every therapy claim.",
    "references": "Check the references of articles alone.",
    "why": "Say why a sentence is or is not a claim, and is or is not flagged.",
    "rules": "List, show, test and start rules.",
    "explain": "Explain a rule, verdict, claim type or tier.",
    "baseline": "Keep the findings of old articles out of the way.",
    "config": "Show the configuration that holds for an article.",
    "schema": "Print the JSON Schema of the report.",
    "literature": "Fill, search and verify the local library of works.",
    "score": "Measure the checker on marked articles.",
}
FINDINGS, USAGE, UNREADABLE, INTERRUPTED = 1, 2, 3, 130


class _Commands(click.Group):
    """Commands that are imported when called, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"claimcheck.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, _COMMANDS, 1)
            hint = f"; did you mean {close[0]}?" if close else f"; one of {', '.join(_COMMANDS)}"
            ctx.fail(f"no command “{name}”{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimcheck")
def cli() -> None:
    """A linter for health claims that reads the literature.

    \b
    claimcheck check article.html                      read the report in the terminal
    claimcheck check article.md --output html=r.html   write a page to work in
    claimcheck why article.md:12                       ask about one line
    claimcheck explain EFF01                           what a rule means and why

    Offline unless --online is given. A machine's reading, not medical advice.
    """


def main() -> None:
    """Run the command line; user trouble becomes one line on standard error and an exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run some arguments and give the exit code: 0 clean, 1 findings, 2 wrong use, 3 unreadable articles, 130 interrupted."""
    try:
        result = cli.main(arguments, prog_name="claimcheck", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except ClaimcheckError as error:
        from claimcheck.reports.plain import visible

        click.echo(f"claimcheck: {visible(str(error))}", err=True)
        return UNREADABLE if isinstance(error, ArticleError) else USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(
            f"claimcheck: {error.filename or 'output'}: {error.strerror or error}; check space and permissions",
            err=True,
        )
        return USAGE
