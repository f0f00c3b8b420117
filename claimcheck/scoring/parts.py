"""The records of a part of a set, also where development is a fifth of the training file, and what the shipped weights saw of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from claimcheck.claims.heads import SentenceModel, abstract_context
from claimcheck.errors import UsageError
from claimcheck.scoring.held_out import KEYS, is_held_out, key_of
from claimcheck.scoring.reading import files_in, part, parts_named, records_of, same_part, words_in

Record = Mapping[str, object]
_NAMED = frozenset({"train", "dev", "test"})


def records_in(name: str, place: Path, split: str, fields: Mapping[str, type], stem: str = "") -> list[Record]:
    """The records of a part (UsageError where there are none, or one has not these fields of these types).

    In the sets of `held_out.KEYS` that have no file for development, `dev` is the fifth that is held out of the training file
    and `train` the rest of it. `stem` is how the name of the file begins.
    """
    path, fifth = _file(name, place, same_part(split), stem)
    records = [record for record in records_of(path) if fifth is None or is_held_out(name, key_of(name, record)) is fifth]
    if not records:
        raise UsageError(f"{place}: the part {split} of {name} holds no records")
    return sound(records, fields, path, name)


def sound(records: list[Record], fields: Mapping[str, type], place: Path, name: str) -> list[Record]:
    """The records as given, where each has these fields of these types (UsageError names what the first other one lacks)."""
    for number, record in enumerate(records, 1):
        lacking = [field for field, kind in fields.items() if not isinstance(record.get(field), kind)]
        if lacking:
            raise UsageError(f"{place}: record {number} has no proper “{lacking[0]}”; give a file of {name} as published")
    return records


def has_file(place: Path, stem: str) -> bool:
    """Whether a folder holds a file whose name begins so; a file in place of the folder always does."""
    return place.is_file() or any(path.name.startswith(stem) for path in files_in(place))


def default_split(place: Path) -> str:
    """`dev` where a folder has such a part or a training file to take it from, else the part that its files name."""
    if place.is_file():
        named = parts_named(place)
        return next((split for split in ("test", "dev", "train") if split in named), place.name.split(".")[0])
    named = frozenset(word for path in files_in(place) for word in parts_named(path))
    return "test" if "test" in named and not named & {"dev", "train"} else "dev"


def standing(model: SentenceModel | None, name: str, split: str) -> dict[str, int]:
    """Whether the trained model answered, and whether its weights were trained on this part (then the figures are no measure of it)."""
    return {"model": int(model is not None), "trained_on_this_part": int(model is not None and saw(model.trained_on, name, split))}


def saw(trained_on: frozenset[str], name: str, split: str) -> bool:
    """Whether weights trained on these parts (`set/part`, or a set alone for all of it) saw a part.

    A part such as `disease:cancer` is cut across the others: it was seen where `train` was, and some of `train` and `dev` where it was.
    """
    wanted = same_part(split)
    across = ":" in wanted or (wanted in ("train", "dev") and any(seen.startswith(f"{name}/") and ":" in seen for seen in trained_on))
    return bool({name, f"{name}/{wanted}"} & trained_on) or (across and (":" not in wanted or f"{name}/train" in trained_on))


def abstracts_of(records: Sequence[Record], key: str) -> Iterator[Sequence[Record]]:
    """The sentences of a set in abstracts: those with the same key that stand side by side."""
    for _, group in groupby(records, key=lambda record: str(record.get(key))):
        yield tuple(group)


def in_abstracts(records: Sequence[Record], key: str) -> Iterator[tuple[Record, str]]:
    """Each sentence of a set with the context that its abstract gives."""
    for abstract in abstracts_of(records, key):
        texts = [words_in(record, "text") for record in abstract]
        yield from ((record, abstract_context(texts, index)) for index, record in enumerate(abstract))


def _file(name: str, place: Path, wanted: str, stem: str) -> tuple[Path, bool | None]:
    """The file of a part, and which side of it: the fifth that is held out (True), the rest (False), or all of it (None)."""
    if place.is_file():
        return place, _side_of_file(name, place, wanted)
    own = any("dev" in parts_named(path) for path in files_in(place) if path.name.startswith(stem))
    if name not in KEYS or own or wanted not in ("dev", "train"):
        return part(place, wanted, stem), None
    return part(place, "train", stem), wanted == "dev"


def _side_of_file(name: str, place: Path, wanted: str) -> bool | None:
    """Which side of a given file; UsageError where its name says that it is another part, for then the figures would be misnamed."""
    named = parts_named(place) & _NAMED
    if name in KEYS and "train" in named and wanted in ("dev", "train"):
        return wanted == "dev"
    if named and wanted in _NAMED and wanted not in named:
        raise UsageError(f"{place}: this file is the part {', '.join(sorted(named))}, not {wanted}; name its part with --split, or none")
    return None
