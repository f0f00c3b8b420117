"""Labelled sentences from the public sets that may train, and from marked articles, as examples for the sentence model.

The fifth of a set that `claimcheck.scoring.held_out` keeps for development is left out.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from claimcheck.claims.heads import abstract_context
from claimcheck.model import Attribution, ClaimType, Strength
from claimcheck.scoring.held_out import is_held_out, key_of
from claimcheck.scoring.reading import list_in, part, records_of, words_in
from claimcheck.training.examples import Example, Head
from claimcheck.training.licences import trainable

NO_YES = ("no", "yes")
VERDICTS = ("supported", "contradicted", "overstated", "unsupported", "not_checkable")
ASPECTS = ("number", "extent", "probability", "condition", "suggestion", "framing")
CAUSAL = {"none": "0", "correlational": "1", "conditional_causal": "2", "direct_causal": "3"}
HEADS: Mapping[str, Head] = {
    "claim": Head(NO_YES),
    "types": Head(tuple(ClaimType), "many"),
    "strength": Head(tuple(Strength)),
    "causal": Head(("0", "1", "2", "3")),
    "attribution": Head(tuple(Attribution)),
    "flag": Head(NO_YES),
    "verdict": Head(VERDICTS, importance=0.5),
    "advice": Head(("no_advice", "weak_advice", "strong_advice")),
    "finding": Head(NO_YES),
    "cure": Head(NO_YES),
    "checkworthy": Head(NO_YES),
    "section": Head(("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"), importance=0.5),
    "pico": Head(("background", "population", "intervention", "outcome", "study design", "other"), importance=0.5),
    "speculative": Head(NO_YES),
    "negated": Head(NO_YES),
    "certainty": Head(("certainty",), "scale"),
    **{f"aspect_{name}": Head(("Certain", "Uncertain", "NotPresent"), importance=0.3) for name in ASPECTS},
    "medical": Head(NO_YES),
    "medical_type": Head(
        ("cause/effect", "treatment/cure", "not medical", "symptom", "prevention", "statistics", "correlation", "outcome"), importance=0.3
    ),
    "claim_kind": Head(
        ("statement of fact", "hedged claim", "citation", "opinion", "advice/recommendation", "personal", "promotion", "not a claim"),
        importance=0.3,
    ),
}
CERTAINTY_MIDDLE, CERTAINTY_SPREAD = 4.5, 1.2
PUBLIC_SETS = (
    "causal_language",
    "exaggeration_insciout",
    "health_advice",
    "claim_sentences_pubmed",
    "cure_claims",
    "fullfact_health_claims",
    "bioscope",
    "certainty",
    "rct_sections_silver",
    "nicta_piboso",
)


def kept(benchmarks: Path, name: str, file: str, dev: bool) -> Iterator[Mapping[str, object]]:
    """The records of a training file that are not kept for development, or those that are."""
    for record in records_of(benchmarks / trainable(name) / file):
        if is_held_out(name, key_of(name, record)) == dev:
            yield record


def _yes(value: object) -> tuple[str, ...]:
    return ("yes",) if value else ("no",)


def causal_language(benchmarks: Path, dev: bool = False) -> Iterator[Example]:
    """How causal a conclusion or a press release sentence is."""
    for file in ("pubmed_train.jsonl.gz", "eurekalert_train.jsonl.gz"):
        for record in kept(benchmarks, "causal_language", file, dev):
            yield Example(words_in(record, "sentence"), "", {"causal": (CAUSAL[words_in(record, "label")],)}, 1.3)


def exaggeration(benchmarks: Path) -> Iterator[Example]:
    """The strength of both sides of the hundred training pairs."""
    for record in records_of(benchmarks / trainable("exaggeration_insciout") / "insciout_train.jsonl"):
        for side in ("press_release", "abstract"):
            yield Example(words_in(record, f"{side}_conclusion"), "", {"causal": (str(record[f"{side}_strength"]),)})


def health_advice(benchmarks: Path, dev: bool = False) -> Iterator[Example]:
    """Whether a sentence of a paper gives advice, and how strongly; half of those that give none in training."""
    for number, record in enumerate(kept(benchmarks, "health_advice", "train.jsonl.gz", dev)):
        if number % 2 and record["label"] == "no_advice" and not dev:
            continue
        yield Example(words_in(record, "sentence"), "", {"advice": (words_in(record, "label"),)})


def claim_sentences(benchmarks: Path, dev: bool = False) -> Iterator[Example]:
    """Whether a sentence of an abstract is its claim."""
    for record in records_of(part(benchmarks / trainable("claim_sentences_pubmed"), "validation" if dev else "train")):
        sentences, labels = list_in(record, "sentences"), record["labels"]
        for place, label in enumerate(labels if isinstance(labels, list) else ()):
            yield Example(sentences[place], abstract_context(sentences, place), {"finding": _yes(str(label) == "1")})


def cure_claims(benchmarks: Path, dev: bool = False, without: str = "") -> Iterator[Example]:
    """Posts that claim a cure, prevention, diagnosis or risk; the disease they name may be hidden."""
    for record in kept(benchmarks, "cure_claims", "train_cancer_depression.jsonl.gz", dev):
        if words_in(record, "disease") != without:
            text = words_in(record, "text")
            answers = {"cure": _yes(record["cure_claim"]), "checkworthy": _yes(record["checkworthy"])}
            yield Example(text, "", answers, 1.3, tuple(_places(text, words_in(record, "disease")[:6])))


def _places(text: str, stem: str) -> Iterator[tuple[int, int]]:
    """Where words with a stem stand."""
    at = text.lower().find(stem)
    while stem and at >= 0:
        end = at + len(stem)
        while end < len(text) and text[end].isalpha():
            end += 1
        yield at, end
        at = text.lower().find(stem, end)


def fullfact(benchmarks: Path) -> Iterator[Example]:
    """Claims of health videos: what kind of claim, and what of."""
    for record in kept(benchmarks, "fullfact_health_claims", "train.jsonl.gz", False):
        kind, of = words_in(record, "type_of_claim"), words_in(record, "type_of_medical_claim")
        answers = {"medical": _yes(of != "not medical")}
        answers |= {"medical_type": (of,)} if of in HEADS["medical_type"].labels else {}
        answers |= {"claim_kind": (kind,)} if kind in HEADS["claim_kind"].labels else {}
        yield Example(words_in(record, "output_text"), "", answers)


def bioscope(benchmarks: Path, dev: bool = False) -> Iterator[Example]:
    """Whether a sentence speculates or denies; half of those that do neither in training."""
    for number, record in enumerate(kept(benchmarks, "bioscope", "train.jsonl.gz", dev)):
        if number % 2 and not record["speculative"] and not record["negated"] and not dev:
            continue
        yield Example(words_in(record, "text"), "", {"speculative": _yes(record["speculative"]), "negated": _yes(record["negated"])}, 0.7)


def certainty(benchmarks: Path) -> Iterator[Example]:
    """How certain a finding is put, at large and by aspect."""
    folder = benchmarks / trainable("certainty")
    for record in records_of(folder / "sentence-level-certainty_train_val.jsonl"):
        if record["split"] == "train":
            value = (float(str(record["sentence-level-certainty"])) - CERTAINTY_MIDDLE) / CERTAINTY_SPREAD
            yield Example(words_in(record, "finding"), "", {"certainty": value})
    for record in records_of(folder / "aspect-level-certainty_train_val.jsonl"):
        aspects = record["aspect-level-certainty"]
        if record["split"] == "train" and isinstance(aspects, dict):
            yield Example(words_in(record, "finding"), "", {f"aspect_{k.lower()}": (str(v),) for k, v in aspects.items()})


def abstracts(benchmarks: Path, name: str, head: str, key: str, most: int, chance: random.Random) -> Iterator[Example]:
    """Sentences of abstracts by part (`section`) or by what they tell (`pico`), of at most so many abstracts."""
    grouped: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for record in records_of(benchmarks / trainable(name) / "train.jsonl.gz"):
        grouped[str(record[key])].append(record)
    chosen = sorted(grouped)
    chance.shuffle(chosen)
    for abstract in chosen[:most]:
        records = sorted(grouped[abstract], key=lambda record: int(str(record["pos"])))
        sentences = [words_in(record, "text") for record in records]
        for place, record in enumerate(records):
            yield Example(sentences[place], abstract_context(sentences, place), {head: (words_in(record, "label"),)}, 0.8)


def public(benchmarks: Path, seed: int) -> list[Example]:
    """All examples of the public sets."""
    chance = random.Random(seed)
    examples = [*causal_language(benchmarks), *exaggeration(benchmarks), *health_advice(benchmarks), *claim_sentences(benchmarks)]
    examples += [*cure_claims(benchmarks), *fullfact(benchmarks), *bioscope(benchmarks), *certainty(benchmarks)]
    examples += abstracts(benchmarks, "rct_sections_silver", "section", "pmcid", 220, chance)
    examples += abstracts(benchmarks, "nicta_piboso", "pico", "abstract_id", 320, chance)
    return examples


def development(benchmarks: Path) -> list[Example]:
    """Examples of the parts that training leaves out."""
    examples = [*causal_language(benchmarks, True), *health_advice(benchmarks, True), *cure_claims(benchmarks, True)]
    return [*examples, *claim_sentences(benchmarks, True), *bioscope(benchmarks, True)]


def trained_on(names: Sequence[str] = ()) -> list[str]:
    """The parts of sets that the examples come from, as `set/part`."""
    return [f"{name}/train" for name in PUBLIC_SETS] + list(names)
