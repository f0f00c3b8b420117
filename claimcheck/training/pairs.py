"""Claim and evidence pairs from the sets that may train: general inference first, then health."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.scoring.benchmarks.citation_integrity import LABELS, citing_of
from claimcheck.scoring.reading import list_in, part, records_of, words_in
from claimcheck.training.examples import Example
from claimcheck.training.flips import flipped
from claimcheck.training.licences import trainable

YES, NO, OPEN = "supports", "refutes", "neutral"
STANCES = (YES, NO, OPEN)
CITING = "citing"
_OF = {
    "entailment": (YES,), "contradiction": (NO,), "neutral": (OPEN,), "not_entailment": (NO, OPEN),
    "SUPPORT": (YES,), "CONTRADICT": (NO,), "yes": (YES,), "no": (NO,), "maybe": (OPEN,),
}  # fmt: skip
GENERAL = {
    "breaking_nli": 1500, "cad_nli": 9284, "climate_fever": 5360, "fever_dev_sr": 9980, "fever_symmetric": 608, "mnli_dev": 15715,
    "monli": 1500, "negation_nli": 2700, "rte": 2489, "scitail_dev": 1294, "snli_dev": 7867,
}  # fmt: skip


def pair(claim: str, evidence: str, *labels: str, weight: float = 1.0) -> Example:
    """A claim, what is held against it, and the stances that would be right."""
    return Example(claim, evidence, {"stance": labels}, weight)


def general(benchmarks: Path, seed: int) -> list[Example]:
    """General inference pairs, at most so many a set."""
    chance = random.Random(seed)
    pairs = []
    for name, most in GENERAL.items():
        trainable(f"nli_general/{name}")
        records = [r for r in records_of(benchmarks / "nli_general" / f"{name}.jsonl.gz") if words_in(r, "label") in _OF]
        chance.shuffle(records)
        pairs += [pair(words_in(r, "hypothesis"), words_in(r, "premise"), *_OF[words_in(r, "label")]) for r in records[:most]]
    return pairs


def scifact(benchmarks: Path, chance: random.Random) -> Iterator[Example]:
    """Rationales, and as neutral ones the other sentences: of abstracts without evidence, and of abstracts with some."""
    folder = benchmarks / trainable("scifact")
    abstracts = {str(r["doc_id"]): list_in(r, "abstract") for r in records_of(part(folder, "corpus", "corpus"))}
    for record in records_of(part(folder, "train", "claims")):
        claim = words_in(record, "claim")
        evidence = record.get("evidence")
        told = evidence if isinstance(evidence, dict) else {}
        cited = record.get("cited_doc_ids")
        for doc in map(str, cited if isinstance(cited, list) else ()):
            sentences = abstracts.get(doc, ())
            if doc in told:
                yield from _rationales(claim, sentences, told[doc], chance)
            else:
                for sentence in nearest(claim, sentences, 3):
                    yield pair(claim, sentence, OPEN)
                yield pair(claim, passage(sentences, nearest_places(claim, sentences, 3)), OPEN)


def _rationales(claim: str, sentences: Sequence[str], sets: Sequence[Mapping[str, object]], chance: random.Random) -> Iterator[Example]:
    gold: set[int] = set()
    for entry in sets:
        places = [int(str(n)) for n in entry["sentences"]] if isinstance(entry["sentences"], list) else []
        label = _OF[str(entry["label"])]
        gold |= set(places)
        evidence = passage(sentences, places)
        yield pair(claim, evidence, *label)
        wide = sorted({*places, *nearest_places(claim, sentences, 3)})
        yield pair(claim, passage(sentences, wide), *label)
        other = flipped(claim, chance.randrange(2))
        if other:
            yield pair(other, evidence, YES if label == (NO,) else NO, weight=0.7)
    others = [s for n, s in enumerate(sentences) if n not in gold]
    near = nearest(claim, others, 2)
    for sentence in near:
        yield pair(claim, sentence, OPEN, weight=0.6)


def words(text: str) -> frozenset[str]:
    """The longer words of a text in small letters."""
    return frozenset(re.findall(r"[a-z0-9]{4,}", text.lower()))


def nearest_places(claim: str, sentences: Sequence[str], count: int) -> list[int]:
    """Where the sentences stand that share most words with a claim, in the order of the text."""
    wanted = words(claim)
    order = sorted(range(len(sentences)), key=lambda n: (-len(wanted & words(sentences[n])) / (4 + len(words(sentences[n])) ** 0.5), n))
    return sorted(order[:count])


def nearest(claim: str, sentences: Sequence[str], count: int) -> list[str]:
    """The sentences that share most words with a claim."""
    return [sentences[n] for n in nearest_places(claim, sentences, count)]


def passage(sentences: Sequence[str], places: Sequence[int]) -> str:
    """Sentences of a text by place, as one passage."""
    return " ".join(sentences[n].strip() for n in sorted(set(places)) if n < len(sentences))


_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")


def check_covid(benchmarks: Path) -> Iterator[Example]:
    """News claims against scientific abstracts: the nearest sentences as one passage, and the rationale."""
    folder = benchmarks / trainable("check_covid")
    for record in records_of(part(folder, "train")):
        claim, label = words_in(record, "hypothesis"), _OF[words_in(record, "label")]
        sentences = _END.split(words_in(record, "premise"))
        rationale = record.get("rationale")
        places = [int(str(n)) for n in rationale] if isinstance(rationale, list) else []
        yield pair(claim, passage(sentences, [*places, *nearest_places(claim, sentences, 3)]), *label)
        if label == (OPEN,):
            yield from (pair(claim, sentence, OPEN) for sentence in nearest(claim, sentences, 2))
        elif places and max(places) < len(sentences):
            yield pair(claim, passage(sentences, places), *label, weight=0.6)


def covid_fact(benchmarks: Path, chance: random.Random) -> Iterator[Example]:
    """Claims of which half are written to be false, against evidence sentences; a sample, for the false ones are alike in style."""
    records = list(records_of(part(benchmarks / trainable("covid_fact"), "train")))
    for record in chance.sample(records, min(1200, len(records))):
        yield pair(words_in(record, "hypothesis"), words_in(record, "premise"), *_OF[words_in(record, "label")], weight=0.5)


_SAID = {
    "increased": (
        ("{i} increases {o} compared with {c}.", YES), ("{i} leads to higher {o}.", YES), ("{i} reduces {o} compared with {c}.", NO),
        ("{i} has no effect on {o}.", NO), ("{i} lowers {o}.", NO), ("There is no difference in {o} between {i} and {c}.", NO),
    ),
    "decreased": (
        ("{i} reduces {o} compared with {c}.", YES), ("{i} lowers {o}.", YES), ("{i} increases {o} compared with {c}.", NO),
        ("{i} has no effect on {o}.", NO), ("{i} leads to higher {o}.", NO), ("There is no difference in {o} between {i} and {c}.", NO),
    ),
    "no_difference": (
        ("{i} has no significant effect on {o}.", YES), ("There is no difference in {o} between {i} and {c}.", YES),
        ("{i} reduces {o} compared with {c}.", NO), ("{i} increases {o} compared with {c}.", NO), ("{i} changes {o}.", NO),
        ("{o} is better with {i} than with {c}.", NO),
    ),
}  # fmt: skip


def evidence_inference(benchmarks: Path, chance: random.Random) -> Iterator[Example]:
    """What a trial reports, said right and said wrong; and said of an outcome of another trial, which the words do not bear on."""
    records = [r for r in records_of(part(benchmarks / trainable("evidence_inference"), "train")) if words_in(r, "label") in _SAID]
    for record in records:
        names = {"i": words_in(record, "intervention"), "c": words_in(record, "comparator"), "o": _small(words_in(record, "outcome"))}
        ways = _SAID[words_in(record, "label")]
        right = [way for way in ways if way[1] == YES]
        wrong = [way for way in ways if way[1] == NO]
        for form, label in (chance.choice(right), chance.choice(wrong)):
            yield pair(_capital(form.format(**names)), words_in(record, "evidence"), label, weight=0.8)
        if chance.random() < 0.35:
            other = _small(words_in(chance.choice(records), "outcome"))
            if not words(other) & words(words_in(record, "evidence")):
                form = chance.choice(ways)[0]
                yield pair(_capital(form.format(**{**names, "o": other})), words_in(record, "evidence"), OPEN, weight=0.8)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def pubmedqa(benchmarks: Path) -> Iterator[Example]:
    """Questions with the conclusion, and with the nearest results."""
    file = benchmarks / trainable("pubmedqa") / "pqal_train_dev.json.gz"
    import gzip

    for record in json.loads(gzip.decompress(file.read_bytes())).values():
        label = _OF[record["final_decision"]]
        yield pair(record["QUESTION"], record["LONG_ANSWER"], *label)
        sentences = _END.split(" ".join(record["CONTEXTS"]))
        yield pair(record["QUESTION"], passage(sentences, [*nearest_places(record["QUESTION"], sentences, 2), len(sentences) - 1]), *label)


def titles(benchmarks: Path, chance: random.Random) -> Iterator[Example]:
    """Titles that state a finding, with the nearest sentences of their own abstract; turned round; and of the abstract next to it."""
    records = list(records_of(part(benchmarks / trainable("scifact"), "corpus", "corpus")))
    for number, record in enumerate(records):
        title, sentences = words_in(record, "title"), list_in(record, "abstract")
        if "?" in title or not sentences or not _STATES.search(title):
            continue
        evidence = passage(sentences, nearest_places(title, sentences, 2))
        yield pair(title, evidence, YES, weight=0.5)
        if other := flipped(title, chance.randrange(2)):
            yield pair(other, evidence, NO, weight=0.7)
        far = list_in(records[(number + 1 + chance.randrange(200)) % len(records)], "abstract")
        yield pair(title, passage(far, nearest_places(title, far, 1)), OPEN, weight=0.3)


_STATES = re.compile(
    r"\b(reduces?|improves?|increases?|decreases?|prevents?|enhances?|inhibits?|protects?|attenuates?|induces?|promotes?|lowers?|causes?"
    r"|impairs?|delays?|predicts?|worsens?|suppress(?:es)?|requires?|regulates?|controls?|mediates?|drives?|does not|do not|has no"
    r"|(?:is|are) (?:associated|effective|safe|required|essential|not))\b",
    re.IGNORECASE,
)


def conclusions(works: Path, chance: random.Random, most: int) -> Iterator[Example]:
    """Conclusions of structured abstracts with the nearest results: as they stand, turned round, and with an unlike work's results."""
    with works.open(encoding="utf-8") as lines:
        kept = [found for line in lines if (found := _conclusion(json.loads(line)))]
    chance.shuffle(kept)
    kept = kept[:most]
    for number, (claim, results) in enumerate(kept):
        evidence = passage(results, nearest_places(claim, results, 3))
        yield pair(claim, evidence, YES, weight=0.4)
        if other := flipped(claim, chance.randrange(2)):
            yield pair(other, evidence, NO, weight=0.6)
        far = kept[(number + 1) % len(kept)][1]
        yield pair(claim, passage(far, nearest_places(claim, far, 2)), OPEN, weight=0.2)


def _conclusion(record: Mapping[str, object]) -> tuple[str, list[str]] | None:
    sections = record.get("abstract")
    if not isinstance(sections, list):
        return None
    named = {str(head).lower(): str(text) for head, text in sections}
    ends = next((text for head, text in named.items() if head.startswith("conclusion")), "")
    results = next((text for head, text in named.items() if head.startswith(("result", "finding"))), "")
    claim = _END.split(ends)[0] if ends else ""
    return (claim, _END.split(results)) if results and 40 < len(claim) < 260 and flipped(claim) else None


def citing(benchmarks: Path) -> Iterator[Example]:
    """Sentences that cite, with the nearest sentences of the work they cite: told rightly, wrongly, or of something else."""
    for record in records_of(part(benchmarks / trainable("citation_integrity"), "train")):
        said = citing_of(words_in(record, "citing_sentence")).part
        held = list_in(record, "reference_sentences")
        label = next(str(fidelity) for fidelity, name in LABELS.items() if name == words_in(record, "label"))
        yield Example(said, passage(held, nearest_places(said, held, 3)), {CITING: (label,)}, 0.8)


def health(benchmarks: Path, works: Path | None, seed: int) -> list[Example]:
    """All health pairs; `works` (a JSON Lines export of a local library) adds conclusions with their results."""
    chance = random.Random(seed)
    pairs = [*scifact(benchmarks, chance), *check_covid(benchmarks), *covid_fact(benchmarks, chance)]
    pairs += [*evidence_inference(benchmarks, chance), *pubmedqa(benchmarks), *titles(benchmarks, chance)]
    if works is not None:
        pairs += conclusions(works, chance, 1000)
    return [*pairs, *citing(benchmarks)]


def trained_on() -> list[str]:
    """The parts of sets that the examples come from, as `set/part`."""
    sets = (
        "scifact",
        "check_covid",
        "covid_fact",
        "evidence_inference",
        "pubmedqa",
        "citation_integrity",
        *(f"nli_general/{n}" for n in GENERAL),
    )
    return [f"{name}/train" for name in sets]
