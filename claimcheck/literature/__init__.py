"""The literature: works looked up in a local library and at services, and what is known of each."""

from claimcheck.literature.consulting import Consulted, Literature
from claimcheck.literature.local import Shelves
from claimcheck.literature.opening import Opening, open_literature
from claimcheck.literature.topics import topics_of

__all__ = ["Consulted", "Literature", "Opening", "Shelves", "open_literature", "topics_of"]
