"""A folder of rules loaded whole: every fault of every file reported at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from claimcheck import resources
from claimcheck.errors import RulesError
from claimcheck.model import Concept, CueList, EvidenceStatement, RetractedWork, Rule, Ruleset, Vocabulary
from claimcheck.ruleset import knowledge, language
from claimcheck.ruleset.fields import Faults, Fields, nearest
from claimcheck.ruleset.strict_yaml import Value, YamlFault, read, refuse_anchors

_FOLDERS = ("cues", "vocabulary", "language", "evidence", "checklist")
CASES = ".cases.yaml"


class _Folders:
    """The YAML files of several folders, read once, with all faults gathered."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.faults: list[str] = []
        self.digest = hashlib.sha256()
        self._files: dict[str, list[tuple[Path, str, Value]]] = {name: [] for name in (*_FOLDERS, "")}
        for folder in folders:
            self._read(folder)

    def _read(self, folder: Path) -> None:
        if not folder.is_dir():
            self.faults.append(f"{folder}:1: no such folder of rules; give a folder with {', '.join(_FOLDERS)} inside")
            return
        for name in (*_FOLDERS, ""):
            for path in sorted((folder / name).glob("*.yaml")):
                self._take(path, path.relative_to(folder).as_posix(), name)

    def _take(self, path: Path, shown: str, name: str) -> None:
        try:
            value = read(path)
            refuse_anchors(path.read_text(encoding="utf-8"))
        except YamlFault as fault:
            self.faults.append(f"{path}:{fault.line}: {fault}")
            return
        self.digest.update(shown.encode() + b"\0" + path.read_bytes())
        self._files[name].append((path, shown, value))

    def each(self, name: str) -> Iterator[tuple[Path, str, Fields]]:
        """The files of one kind as fields."""
        for path, shown, value in self._files[name]:
            faults = Faults(str(path))
            yield path, shown, Fields(value, faults)
            self.faults.extend(faults.found)


def load(folder: Path | None = None, extra: Sequence[Path] = ()) -> Ruleset:
    """The shipped rules (or those of `folder`) with the user's folders added; RulesError lists every fault."""
    files = _Folders([folder or resources.folder("rules"), *extra])
    cues = tuple(knowledge.cue_list(fields, path.stem) for path, _, fields in files.each("cues"))
    concepts = [concept for _, _, fields in files.each("vocabulary") for concept in knowledge.concepts(fields)]
    known = language.Known(frozenset(cue.kind for cue in cues), knowledge.Names.of(concepts))
    statements, retractions = _evidence(files, known.names)
    rules = _rules(files, known)
    checklist = tuple(language.criterion(fields, path.stem, known) for path, _, fields in files.each("checklist"))
    _check_unique(files, cues, concepts, statements, rules)
    taxonomy = _taxonomy(files)
    if files.faults:
        raise RulesError(tuple(files.faults))
    vocabulary = Vocabulary(MappingProxyType({concept.id: concept for concept in concepts}))
    return Ruleset(taxonomy, cues, vocabulary, rules, tuple(statements), checklist, retractions, files.digest.hexdigest())


def _evidence(files: _Folders, names: knowledge.Names) -> tuple[list[EvidenceStatement], tuple[RetractedWork, ...]]:
    statements: list[EvidenceStatement] = []
    retractions: list[RetractedWork] = []
    for _, _, fields in files.each("evidence"):
        if fields.has("retracted"):
            retractions += knowledge.retracted(fields)
        elif fields.has("indications"):
            statements += knowledge.indications(fields, names)
        else:
            statements += knowledge.statements(fields, names)
    return statements, tuple(retractions)


def _rules(files: _Folders, known: language.Known) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for path, shown, fields in files.each("language"):
        if path.name.endswith(CASES):
            _add_cases(rules, path, fields)
            continue
        made = language.rule(fields, shown, known)
        if made.id != path.stem:
            fields.faults.add(fields.line, f"“id” is {made.id} but the file is called {path.stem}")
        rules[made.id if made.id not in rules else f"{made.id} again in {shown}"] = made
    return tuple(rules.values())


def _add_cases(rules: dict[str, Rule], path: Path, fields: Fields) -> None:
    """More examples for a rule, from the file beside it."""
    name = path.name.removesuffix(CASES)
    more = language.examples((fields,), fields.faults)
    if name in rules:
        rules[name] = replace(rules[name], examples=(*rules[name].examples, *more))
    else:
        fields.faults.add(1, f"cases for a rule that does not exist{nearest(name, rules)}")


def _check_unique(
    files: _Folders,
    cues: Sequence[CueList],
    concepts: Sequence[Concept],
    statements: Sequence[EvidenceStatement],
    rules: Sequence[Rule],
) -> None:
    named: tuple[tuple[str, list[str]], ...] = (
        ("cue kind", [cue.kind for cue in cues]),
        ("concept", [concept.id for concept in concepts]),
        ("statement", [statement.id for statement in statements]),
        ("rule", [rule.id for rule in rules]),
        ("slug", [rule.slug for rule in rules]),
    )
    for what, names in named:
        for name in sorted(name for name, times in Counter(names).items() if times > 1):
            files.faults.append(f"rules:1: the {what} {name} is defined twice")
    ids = {concept.id for concept in concepts}
    for concept in concepts:
        files.faults.extend(
            f"vocabulary:1: {concept.name} has the parent {p}, which does not exist" for p in concept.parents if p not in ids
        )


def _taxonomy(files: _Folders) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for path, _, fields in files.each(""):
        if path.stem == "taxonomy":
            for group, value in fields.entries.items():
                found[group] = {name: str(text.content) for name, text in value.items()}
    return MappingProxyType(found)
