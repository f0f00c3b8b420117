"""The local library: works in one directory, searched by words and filters."""

from claimcheck.literature.library.filters import Filters
from claimcheck.literature.library.reading import Hit, Library, Status
from claimcheck.literature.library.shipped import ShippedLibrary
from claimcheck.literature.library.writing import Writer

__all__ = ["Filters", "Hit", "Library", "ShippedLibrary", "Status", "Writer"]
