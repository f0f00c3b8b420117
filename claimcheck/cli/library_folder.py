"""Which library a command means."""

from __future__ import annotations

from pathlib import Path

import click

library_option = click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [CLAIMCHECK_LIBRARY, else ~/.local/share/claimcheck/library].",
)


def chosen_library(folder: Path | None) -> Path:
    """The folder named, else the user's."""
    from claimcheck.literature.library import folders

    return folder or folders.default()
