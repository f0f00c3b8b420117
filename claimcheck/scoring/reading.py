"""The files of public labelled sets: found by part, read line by line within limits."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from claimcheck.errors import UsageError

LONGEST_LINE = 16 * 1024 * 1024
LARGEST_FILE = 2 * 1024 * 1024 * 1024
_KINDS = frozenset({".jsonl", ".json", ".csv", ".tsv", ".txt"})
_PACKED = frozenset({".gz", ".xz"})
_SAME = {"validation": "dev", "valid": "dev", "val": "dev", "training": "train"}


def folder_of(place: Path) -> Path:
    """The folder of a set, also where one of its files was given."""
    return place if place.is_dir() else place.parent


def part(folder: Path, split: str, stem: str = "") -> Path:
    """The file that holds a part of a set (UsageError where there is none, or more than one).

    `split` stands in the name between dots, hyphens or underscores (`validation` counts as `dev`); `stem` is how the name begins.
    A file given in place of the folder is the part itself.
    """
    if folder.is_file():
        return folder
    files = [path for path in files_in(folder) if path.name.startswith(stem)]
    fitting = [path for path in files if same_part(split) in parts_named(path)]
    if len(fitting) > 1:
        plain = [path for path in fitting if _plain_name(path) in (f"{stem}{split}", f"{stem}_{split}", f"{stem}-{split}", stem)]
        fitting = plain or fitting
    if len(fitting) != 1:
        raise UsageError(_no_part(folder, split, stem, fitting or files))
    return fitting[0]


def default_split(place: Path) -> str:
    """`dev` where a folder has such a part, else `train`, else `test`; for a file the part that its name gives, else its name."""
    if place.is_file():
        named = parts_named(place)
        return next((split for split in ("test", "dev", "train") if split in named), _plain_name(place))
    named = frozenset(word for path in files_in(place) for word in parts_named(path))
    return next((split for split in ("dev", "train", "test") if split in named), "train")


def files_in(folder: Path) -> list[Path]:
    """The data files of a set and of the folders directly in it, by path (UsageError where the folder is missing)."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; give the folder of the set, or one of its files")
    found = [*folder.iterdir(), *(path for inner in folder.iterdir() if inner.is_dir() for path in inner.iterdir())]
    return sorted(path for path in found if path.is_file() and _kind(path) in _KINDS)


def parts_named(path: Path) -> frozenset[str]:
    """The words of a file's name, with the names of a development part made one; a file of train and dev together is train."""
    words = frozenset(same_part(word) for word in re.split(r"[._-]", path.name.lower()))
    return words - {"dev"} if "train" in words else words


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a text file, plain, .gz or .xz, without line ends (UsageError where it cannot be read or is too large)."""
    read = 0
    try:
        with _opened(path) as stream:
            while line := stream.readline(LONGEST_LINE + 1):
                read += len(line)
                if len(line) > LONGEST_LINE or read > LARGEST_FILE:
                    raise UsageError(f"{path}: larger than a labelled set may be; give a smaller part")
                yield line.decode("utf-8", "replace").rstrip("\r\n")
    except (OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({_reason(error)}); give a whole file, plain, .gz or .xz") from error


def records_of(path: Path) -> Iterator[Mapping[str, object]]:
    """The JSON objects of a file, one a line (UsageError names the line that is none)."""
    for number, line in enumerate(lines_of(path), 1):
        if line.strip():
            yield _record(line.lstrip("\ufeff"), f"{path}:{number}")


def whole_json(path: Path) -> object:
    """The value of a file that is one JSON text (UsageError where it is none)."""
    text = "\n".join(lines_of(path))
    try:
        return cast("object", json.loads(text.lstrip("\ufeff")))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not JSON ({_reason(error)})") from error


def rows_of(path: Path, delimiter: str = ",") -> Iterator[Mapping[str, str]]:
    """The rows of a table with a heading line, as mappings from heading to cell (UsageError where it is no table)."""
    try:
        for row in csv.DictReader((f"{line}\n" for line in lines_of(path)), delimiter=delimiter):
            yield {str(heading): cell for heading, cell in row.items() if isinstance(cell, str)}
    except csv.Error as error:
        raise UsageError(f"{path}: not a table ({error})") from error


def words_in(record: Mapping[str, object], field: str) -> str:
    """A text field of a record; "" where it is missing or no text."""
    value = record.get(field)
    return _whole(value) if isinstance(value, str) else ""


def list_in(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    """A field that lists texts; what is no text is left out."""
    value = record.get(field)
    return tuple(_whole(entry) for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _whole(text: str) -> str:
    """A text with a question mark for each half of a letter, which JSON can name and no stage can read."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _record(line: str, where: str) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON ({_reason(error)})") from error
    if not isinstance(record, dict):
        raise UsageError(f"{where}: not a JSON object; one record a line is read")
    return record


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    if path.suffix == ".xz":
        return cast("BinaryIO", lzma.open(path, "rb"))
    return path.open("rb")


def _kind(path: Path) -> str:
    return Path(path.stem).suffix if path.suffix in _PACKED else path.suffix


def _plain_name(path: Path) -> str:
    return Path(path.stem).stem if path.suffix in _PACKED else path.stem


def same_part(split: str) -> str:
    """The one name of a part that goes by several: dev also for validation, train also for training."""
    return _SAME.get(split.lower(), split.lower())


def _no_part(folder: Path, split: str, stem: str, files: list[Path]) -> str:
    what = f"{stem} {split}".strip()
    names = ", ".join(path.name for path in files[:6]) or "none"
    return f"{folder}: no single file for the part {what}; here are {names}; name another with --split, or give the file"


def _reason(error: BaseException) -> str:
    strerror = error.strerror if isinstance(error, OSError) else None
    return strerror or " ".join(str(error).split()) or type(error).__name__
