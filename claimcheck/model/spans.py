"""Places in a document's text, and the way back from there into the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CharSpan:
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards (ValueError)."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: CharSpan) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: CharSpan) -> int:
        """How many code points both ranges hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text and the run of the source it was read from; lengths differ where an entity was decoded."""

    text_start: int
    text_length: int
    source_start: int
    source_length: int

    @property
    def is_verbatim(self) -> bool:
        """Whether each character of the text is one character of the source."""
        return self.text_length == self.source_length
