"""SciFact, retrieval: for each claim the abstracts that its authors cite, found by the library's own search among all of the corpus."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import UsageError
from claimcheck.inference import available
from claimcheck.inference.opening import SEARCH
from claimcheck.literature.library import Library, Writer, embedding
from claimcheck.model import Identifier, IdentifierKind, Section, Study, Work
from claimcheck.scoring.figures import Figures
from claimcheck.scoring.metrics import mean, ndcg, recall
from claimcheck.scoring.reading import folder_of, list_in, part, records_of, words_in

NAME = "scifact_retrieval"
_DEPTH = 100


def run(folder: Path, split: str, *, vectors: bool = True) -> Figures:
    """nDCG@10, recall@10 and recall@100 over the claims of a part, each claim counting the same; `words_…` are those of words alone.

    Without `vectors`, or where the search model is not there, words are all that is searched by.
    """
    claims = list(records_of(part(folder, split, "claims")))
    if not claims:
        raise UsageError(f"{folder}: the part {split} of {NAME} holds no claims")
    with TemporaryDirectory(prefix="claimcheck-") as place:
        with Writer(Path(place)) as writer:
            writer.add(map(_work, records_of(part(folder_of(folder), "corpus", "corpus"))))
        metrics = _figures(Path(place), claims)
        if vectors and available(SEARCH):
            embedding.make(Path(place), lambda done, total: None, os.cpu_count() or 1)
            metrics = _figures(Path(place), claims) | {f"words_{name}": value for name, value in metrics.items()}
    return Figures(NAME, split, len(claims), metrics)


def _figures(place: Path, claims: Sequence[Mapping[str, object]]) -> dict[str, float | int]:
    with Library.open(place) as library:
        asked = [(_found(library, words_in(claim, "claim")), _cited(claim)) for claim in claims]
    return {
        "ndcg@10": mean(ndcg(ranked, cited, 10) for ranked, cited in asked),
        "recall@10": mean(recall(ranked, cited, 10) for ranked, cited in asked),
        "recall@100": mean(recall(ranked, cited, _DEPTH) for ranked, cited in asked),
    }


def _found(library: Library, claim: str) -> list[str]:
    return [hit.work.identifiers[0].value for hit in library.search(claim, _DEPTH)]


def _cited(claim: Mapping[str, object]) -> frozenset[str]:
    numbers = claim.get("cited_doc_ids")
    return frozenset(map(str, numbers)) if isinstance(numbers, list) else frozenset()


def _work(record: Mapping[str, object]) -> Work:
    """An abstract of the corpus, its number in place of a PMID; how the study was done is left unread, the search looks at words only."""
    name = Identifier(IdentifierKind.PMID, str(record.get("doc_id")))
    abstract = tuple(Section("", sentence) for sentence in list_in(record, "abstract"))
    return Work((name,), words_in(record, "title"), abstract=abstract, source="SciFact", study=Study())
