"""Files within folders and archives, each as a stream; nothing is ever written, so no name in an archive can lead anywhere."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from typing import BinaryIO

from claimcheck.literature.importing.unpacking import ALWAYS_ALLOWED, GROWTH, Stream
from claimcheck.literature.records.faults import Faults, RecordError

_ENDINGS = (".xml", ".nxml", ".json", ".jsonl", ".ndjson")
_PACKED = (".gz", ".xz", ".bz2")
_ARCHIVES = (".tar", ".tgz", ".tbz2", ".txz", ".zip")
_LONGEST_NAME = 1 << 20
NO_FILE = "is no regular file but a pipe or device, which cannot be read twice; save it to a file first"
_NOTHING = "is an archive that holds no file of records (.xml, .nxml, .json, .jsonl, .ndjson)"
_BROKEN = (OSError, EOFError, zlib.error, LZMAError, tarfile.TarError, zipfile.BadZipFile, RuntimeError, NotImplementedError, RecordError)


def is_tar(head: bytes) -> bool:
    """Whether a file with this beginning (512 bytes) is a tar archive."""
    return head[257:262] == b"ustar"


def is_zip(head: bytes) -> bool:
    """Whether a file with this beginning is a zip archive."""
    return head.startswith(b"PK\x03\x04")


def is_of_interest(name: str) -> bool:
    """Whether a file in a folder or archive may hold records, by its name."""
    bare = _bare(name)
    return bare.endswith(_ENDINGS) and not bare.startswith(".")


def _bare(name: str) -> str:
    """The name without folders and without the ending of a packed file."""
    bare = name.lower().rpartition("/")[2]
    for ending in _PACKED:
        bare = bare.removesuffix(ending)
    return bare


def _chosen(name: str, faults: Faults) -> bool:
    """Whether a member of an archive is to be read; an archive inside an archive is said to be passed over."""
    if _bare(name).endswith(_ARCHIVES):
        faults.add(f"{name} is an archive inside an archive; unpack it and import it by itself")
    return is_of_interest(name)


def in_folder(folder: Path) -> Iterator[Path]:
    """The files of a folder and those below it, sorted; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        paths = (Path(root, name) for name in sorted(names) if is_of_interest(name) or _bare(name).endswith(_ARCHIVES))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def in_tar(stream: Stream, faults: Faults) -> Iterator[tuple[str, Stream]]:
    """The names and streams of the files in a tar archive, in their order; each is to be read before the next."""
    before, given = faults.count, 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member) as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # else every member ever seen is kept
                if not member.isreg() or not _chosen(member.name, faults):
                    continue
                given += 1
                if member.issparse():
                    raise RecordError(f"{member.name} has holes; refused")
                file = archive.extractfile(member)
                if file is not None:
                    yield member.name, Stream(file)
    except _BROKEN as fault:
        faults.add(f"breaks off: {fault}")
    if not given and faults.count == before:
        faults.add(_NOTHING)


def in_zip(file: BinaryIO, faults: Faults) -> Iterator[tuple[str, Stream]]:
    """The names and streams of the files in a zip archive, in their order."""
    try:
        with zipfile.ZipFile(file) as archive:
            before = faults.count
            members = [member for member in archive.infolist() if not member.is_dir() and _chosen(member.filename, faults)]
            if not members and faults.count == before:
                faults.add(_NOTHING)
            if sum(member.file_size for member in members) > max(ALWAYS_ALLOWED, GROWTH * file.seek(0, io.SEEK_END)):
                raise RecordError(f"unpacks to more than {GROWTH} times its size; refused")
            for member in members:
                with archive.open(member) as inner:
                    yield member.filename, Stream(inner)
    except _BROKEN as fault:
        faults.add(f"breaks off: {fault}")


class _Member(tarfile.TarInfo):
    """A member whose name, where it stands in a block of its own, is of a sensible length."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Member:
        """The member of a header block."""
        member = super().frombuf(buf, encoding, errors)
        if member.type not in tarfile.REGULAR_TYPES and member.size > _LONGEST_NAME:
            raise RecordError("holds a name longer than a megabyte; refused")
        return member
