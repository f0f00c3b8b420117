"""Files written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from claimcheck.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 beside the target and move it into place; a failed write leaves the old file as it was (UsageError)."""
    content = text.encode("utf-8", errors="replace")
    target = path.resolve() if path.is_symlink() else path
    try:
        if target.exists() and not target.is_file():
            _write_through(target, content)
        else:
            _replace(target, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write {path}: {reason}; check the folder, its permissions and the free space") from error


def _write_through(target: Path, content: bytes) -> None:
    """Devices and pipes such as /dev/stdout cannot be replaced; a folder raises."""
    with target.open("wb") as stream:
        stream.write(content)


def _replace(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as stream:
        temporary = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
