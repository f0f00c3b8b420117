"""The README's promises: its two commands are the ones CI runs, and what it links to is there."""

from __future__ import annotations

import re
from pathlib import Path

from claimcheck.cli import _COMMANDS

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
