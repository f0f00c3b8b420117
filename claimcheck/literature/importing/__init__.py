"""Files of records read as a stream of works."""

from claimcheck.literature.importing.reading import records_of

__all__ = ["records_of"]
