"""The README's promises: its two commands are the ones CI runs, and what it links to is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from claimcheck.cli import _COMMANDS, cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_block_holds_the_two_commands_that_ci_runs() -> None:
    block = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert block is not None
    commands = block.group(1).strip().splitlines()
    assert len(commands) == 2
    assert "pip install ." in commands[0]
    assert "claimcheck check corpus/" in commands[0]
    assert "pytest" in commands[1]
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_leads_to_a_file() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"`claimcheck ([a-z]+)", README))
    assert named <= set(_COMMANDS)
    assert {"rules", "explain", "score"} <= named


def test_the_article_of_the_first_command_is_in_the_corpus() -> None:
    article = re.search(r"claimcheck check (\S+)", README)
    assert article is not None
    assert (ROOT / article.group(1)).is_file()


def commands_in(text: str) -> list[list[str]]:
    """The claimcheck commands of all code blocks, without comments."""
    blocks = re.findall(r"```(?:sh)?\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("claimcheck ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("arguments", commands_in(README), ids=" ".join)
def test_every_command_shown_is_understood(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, options and their values are parsed as the command line would, without running the command."""
    monkeypatch.chdir(tmp_path)
    for name in arguments:
        if Path(name).suffix in (".md", ".gz", ".csv"):
            Path(name).touch()
    context = click.Context(cli)
    command, name = cli, "claimcheck"
    while isinstance(command, click.Group):
        name, *arguments = arguments
        found = command.get_command(context, name)
        assert found is not None, name
        command = found
    command.make_context(name, list(arguments), parent=context)
