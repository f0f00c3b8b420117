"""The cue and mention components as spaCy factories: `nlp.add_pipe("claimcheck_cues")`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimcheck import ruleset
from claimcheck.claims.components import CueComponent, MentionComponent
from claimcheck.claims.cues import CueFinder
from claimcheck.claims.mentions import MentionFinder

if TYPE_CHECKING:
    from spacy.language import Language

    from claimcheck.model import Ruleset


@cache
def _shipped() -> Ruleset:
    return ruleset.load()


def cues(nlp: Language, name: str) -> CueComponent:
    """Factory `claimcheck_cues`: writes the shipped cues to `doc.spans["claimcheck_cues"]`."""
    return CueComponent(CueFinder(_shipped().cue_lists))


def mentions(nlp: Language, name: str) -> MentionComponent:
    """Factory `claimcheck_mentions`: writes vocabulary mentions to `doc.spans["claimcheck_mentions"]`."""
    return MentionComponent(MentionFinder(_shipped().vocabulary))
