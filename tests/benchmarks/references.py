"""How well entries of reference lists are read, compared and matched: `python tests/benchmarks/references.py [parse|compare|match …]`.

Gold are the tagged references of open articles in ../shared/literature, rendered in the usual styles, and the entries as printed.
Nothing here is asserted in the suite.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from claimcheck.literature.references import bibliography, comparing, matching
from claimcheck.literature.references.folding import dice, folded, folded_name, trigrams
from claimcheck.model import Author, Bibliography, Identifier, IdentifierKind, Work

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "literature"
SEED = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference as its tags give it; `printed` as the article prints it, where its tags leave the punctuation in."""

    pmid: str
    doi: str
    authors: tuple[tuple[str, str], ...]
    etal: bool
    title: str
    journal: str
    year: int
    volume: str
    issue: str
    pages: str
    printed: str
    article: str

    @property
    def work(self) -> Work:
        """The reference as the record of a source would give it."""
        ids = [Identifier(kind, value) for kind, value in ((IdentifierKind.DOI, self.doi), (IdentifierKind.PMID, self.pmid)) if value]
        names = tuple(Author(family, given) for family, given in self.authors)
        return Work(tuple(ids), self.title, self.year, self.journal, authors=names, volume=self.volume, pages=self.pages)


def text_of(element: Element | None) -> str:
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def cited_in_articles() -> Iterator[Cited]:
    """The tagged journal references of the full texts."""
    with tarfile.open(SHARED / "pmc_fulltext_topical.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                root = ElementTree.fromstring(file.read())
                for tag in ("mixed-citation", "element-citation", "citation", "nlm-citation"):
                    for element in root.iter(tag):
                        found = _cited(element, member.name)
                        if found is not None:
                            yield found


def _cited(element: Element, article: str) -> Cited | None:
    kind = element.get("publication-type") or element.get("citation-type") or ""
    title, journal, year = text_of(element.find(".//article-title")), text_of(element.find(".//source")), text_of(element.find(".//year"))
    digits = re.search(r"(?:1[89]|20)\d\d", year)
    if kind != "journal" or len(title) < 8 or not journal or not digits:
        return None
    names = tuple(
        (text_of(name.find("surname")), text_of(name.find("given-names")))
        for name in element.iter()
        if name.tag in ("name", "string-name") and name.find("surname") is not None
    )
    ids = {x.get("pub-id-type"): text_of(x) for x in element.iter("pub-id")}
    first, last = text_of(element.find(".//fpage")), text_of(element.find(".//lpage"))
    pages = f"{first}-{last}" if last and last != first else first
    printed = _printed(element) if element.tag in ("mixed-citation", "citation") else ""
    etal = element.find(".//etal") is not None
    volume, issue = text_of(element.find(".//volume")), text_of(element.find(".//issue"))
    return Cited(
        ids.get("pmid", ""), ids.get("doi", "").lower(), names, etal, title.strip(" ."), journal.strip(" .,"), int(digits.group()),
        volume, issue, pages, printed, article,
    )  # fmt: skip


def _printed(element: Element) -> str:
    """The entry as printed, where names, title and journal have punctuation between them."""
    for part in element.iter():
        if part.tag in ("surname",) and part.tail is None:
            part.tail = " "
        if part.tag in ("name", "string-name") and not (part.tail or "").strip():
            part.tail = ", "
        if part.tag in ("source", "etal") and part.tail is None:
            part.tail = " "
        if part.tag in ("pub-id",):
            part.text = ""
    whole = re.sub(r"\s?,\s(?=[.,:(]|et al)", ". ", " ".join("".join(element.itertext()).split()))
    title, journal = text_of(element.find(".//article-title")), text_of(element.find(".//source"))
    between = whole.partition(title)[2].partition(journal)
    names = whole.partition(title)[0]
    has_marks = (
        bool(re.search(r"[.,?!;]", between[0] + title[-1:]))
        and bool(re.search(r"[.:(?]|\d\)?", names[-8:]))
        and bool(re.search(r"[;:,]", between[2]))
    )
    return whole if between[1] and has_marks else ""


def initials(given: str, dotted: bool = False, spaced: bool = False) -> str:
    """Given names as initials."""
    words = re.findall(r"[^\W\d_]+", given)
    letters = list(given) if given.isupper() and len(words) == 1 else [word[0].upper() for word in words]
    letters = [letter for letter in letters if letter.isalpha()]
    return (" " if spaced else "").join(f"{letter}." for letter in letters) if dotted else "".join(letters)


def _vancouver(c: Cited, most: int = 6) -> str:
    names = [f"{family} {initials(given)}".strip() for family, given in c.authors[:most]]
    return ", ".join(names) + (", et al" if len(c.authors) > most or c.etal else "")


def _apa_names(c: Cited) -> str:
    names = [f"{family}, {initials(given, True, True)}".strip(" ,") for family, given in c.authors]
    if len(names) > 20:
        return ", ".join(names[:19]) + ", ... " + names[-1]
    return ", ".join(names[:-1]) + ", & " + names[-1] if len(names) > 1 else "".join(names)


def _harvard_names(c: Cited) -> str:
    names = [f"{family}, {initials(given, True)}" for family, given in c.authors]
    if len(names) > 3:
        return f"{names[0]} et al."
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def _ieee_names(c: Cited) -> str:
    names = [f"{initials(given, True, True)} {family}".strip() for family, given in c.authors]
    if len(names) > 6:
        return f"{names[0]} et al."
    return ", ".join(names[:-1]) + ", and " + names[-1] if len(names) > 1 else "".join(names)


_GIVEN = ("Maria", "John", "Wei", "Anna-Lena", "Peter", "Fatima", "José", "Elizabeth", "Rajesh", "Claire")


def _full(given: str, at: int) -> str:
    return given if len(given) > 4 and not given.isupper() and "." not in given else _GIVEN[(at + len(given)) % len(_GIVEN)]


def _mla_names(c: Cited) -> str:
    names = [(family, _full(given, at)) for at, (family, given) in enumerate(c.authors)]
    if not names:
        return ""
    first = f"{names[0][0]}, {names[0][1]}"
    if len(names) > 2:
        return f"{first}, et al."
    return f"{first}, and {names[1][1]} {names[1][0]}." if len(names) == 2 else f"{first}."


def _chicago_names(c: Cited) -> str:
    names = [(family, _full(given, at)) for at, (family, given) in enumerate(c.authors)]
    if not names:
        return ""
    rest = [f"{given} {family}" for family, given in names[1:10]]
    first = f"{names[0][0]}, {names[0][1]}"
    return f"{first}, {', '.join(rest[:-1])}{', ' if rest[:-1] else ''}and {rest[-1]}." if rest else f"{first}."


def _place(c: Cited, sep: str = ":") -> str:
    issue = f"({c.issue})" if c.issue else ""
    return f"{c.volume}{issue}{sep}{c.pages}".strip(sep) if c.pages else f"{c.volume}{issue}"


def _stop(title: str) -> str:
    return title if title.endswith(("?", "!")) else f"{title}."


def _wikipedia_names(c: Cited) -> str:
    return "; ".join(f"{family} {initials(given)}" for family, given in c.authors[:4])


def _wikipedia_rest(c: Cited, n: int) -> str:
    return f'"{c.title}". {c.journal}. {c.volume} ({c.issue or 1}): {c.pages}. doi:10.1000/x.{n}.'


def _frontiers_names(c: Cited) -> str:
    names = ", ".join(f"{family}, {initials(given, True)}" for family, given in c.authors[:6])
    return names + (", et al." if len(c.authors) > 6 else "")


def _dashed(c: Cited) -> str:
    return c.pages.replace("-", "–")


STYLES: dict[str, Callable[[Cited, int], str]] = {
    "vancouver": lambda c, n: f"{n}. {_vancouver(c)}. {_stop(c.title)} {c.journal}. {c.year};{_place(c)}.",
    "ama": lambda c, n: f"{_vancouver(c, 3)}. {_stop(c.title)} {c.journal}. {c.year};{_place(c)}. doi:10.1000/x.{n}",
    "nlm": lambda c, n: f"[{n}] {_vancouver(c, 99)}. {_stop(c.title)} {c.journal}. {c.year} Mar 5;{_place(c)}. PMID: 1234567.",
    "bmj": lambda c, n: f"{n} {_vancouver(c, 3)}. {_stop(c.title)} {c.journal} {c.year};{_place(c)}.",
    "apa": lambda c, n: f"{_apa_names(c)} ({c.year}). {_stop(c.title)} {c.journal}, {_place(c, ', ')}. https://doi.org/10.1000/x.{n}",
    "harvard": lambda c, n: f"{_harvard_names(c)} ({c.year}) ‘{c.title}’, {c.journal}, {_place(c, ', pp. ')}.",
    "harvard-plain": lambda c, n: f"{_harvard_names(c)}, {c.year}. {_stop(c.title)} {c.journal}, {_place(c, ', pp.')}.",
    "mla": lambda c, n: f"{_mla_names(c)} “{_stop(c.title)}” {c.journal}, vol. {c.volume}, no. {c.issue or 1}, {c.year}, pp. {c.pages}.",
    "chicago": lambda c, n: f'{_chicago_names(c)} "{_stop(c.title)}" {c.journal} {c.volume}, no. {c.issue or 1} ({c.year}): {c.pages}.',
    "chicago-date": lambda c, n: f"{_chicago_names(c)} {c.year}. “{_stop(c.title)}” {c.journal} {_place(c, ': ')}.",
    "ieee": lambda c, n: f"[{n}] {_ieee_names(c)}, “{c.title},” {c.journal}, vol. {c.volume}, pp. {c.pages}, {c.year}.",
    "wikipedia": lambda c, n: f"{_wikipedia_names(c)} (March {c.year}). {_wikipedia_rest(c, n)}",
    "nature": lambda c, n: f"{_harvard_names(c)} {_stop(c.title)} {c.journal} {c.volume}, {c.pages} ({c.year}).",
    "elsevier": lambda c, n: (
        f"[{n}] {', '.join(f'{initials(g, True)} {f}' for f, g in c.authors)}, {c.title}, {c.journal} {c.volume} ({c.year}) {c.pages}."
    ),
    "frontiers": lambda c, n: (
        f"{_frontiers_names(c)} ({c.year}). {_stop(c.title)} {c.journal} {c.volume}, {_dashed(c)}. doi: 10.1000/x.{n}"
    ),
    "no-authors": lambda c, n: f"{_stop(c.title)} {c.journal}. {c.year};{_place(c)}.",
    "no-title": lambda c, n: f"{_vancouver(c, 1)}. {c.journal}. {c.year};{_place(c)}.",
    "journal-only": lambda c, n: f"{c.journal}. {c.year};{_place(c)}",
    "free": lambda c, n: f"{c.authors[0][0] if c.authors else 'Anonymous'} et al. ({c.year}). {_stop(c.title)} {c.journal}.",
    "title-link": lambda c, n: f"{_stop(c.title)} https://pubmed.ncbi.nlm.nih.gov/1234567/",
}
_UNSAID = {
    "no-title": {"title"},
    "journal-only": {"title", "authors"},
    "no-authors": {"authors"},
    "title-link": {"authors", "year", "journal", "volume", "pages"},
    "free": {"volume", "pages"},
}


def right(c: Cited, b: Bibliography, unsaid: set[str]) -> dict[str, bool]:
    """Which fields were read rightly; a field that the style leaves out must stay empty."""
    name = folded_name(c.authors[0][0]) if c.authors else ""
    title = dice(trigrams(folded(c.title)), trigrams(folded(b.title))) >= 0.95
    fields = {
        "title": title if "title" not in unsaid else not b.title,
        "authors": (bool(b.authors) and folded_name(b.authors[0]) == name) if "authors" not in unsaid and name else not b.authors,
        "year": b.year == c.year if "year" not in unsaid else b.year is None,
        "journal": folded(b.journal) == folded(c.journal) if "journal" not in unsaid else not b.journal,
    }
    if "volume" not in unsaid and c.volume:
        fields["volume"] = folded(b.volume) == folded(c.volume)
        if c.pages:
            fields["pages"] = folded(b.pages) == folded(c.pages)
    return fields


def parse(show: int = 0) -> None:
    """Field accuracy a style, and on entries as printed."""
    gold = [c for c in cited_in_articles() if c.authors]
    chosen = random.Random(SEED).sample(gold, min(1500, len(gold)))
    print(f"{len(gold)} tagged journal references; {len(chosen)} of them rendered in {len(STYLES)} styles")
    total: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for style, render in STYLES.items():
        _score(style, [(c, render(c, n % 90 + 1)) for n, c in enumerate(chosen)], _UNSAID.get(style, set()), total, seen, show)
    print("all styles     ", "  ".join(f"{field} {total[field] / seen[field]:.3f}" for field in seen))
    printed = [(c, c.printed) for c in gold if c.printed]
    _score("printed", printed, set(), Counter(), Counter(), show)


def _score(style: str, entries: list[tuple[Cited, str]], unsaid: set[str], total: Counter[str], seen: Counter[str], show: int) -> None:
    hits: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for c, text in entries:
        b = bibliography.read(text)
        for field, good in right(c, b, unsaid).items():
            hits[field] += good
            all_[field] += 1
            if not good and shown[field] < show:
                shown[field] += 1
                print(f"   {style} {field}: {text}\n      -> {b.title!r} {b.authors[:3]} {b.year} {b.journal!r} {b.volume!r} {b.pages!r}")
    total.update(hits)
    seen.update(all_)
    print(f"{style:15}", "  ".join(f"{field} {hits[field] / all_[field]:.3f}" for field in all_), f"n={len(entries)}")


def lines_of(name: str) -> Iterator[dict[str, str]]:
    """The records of a packed file of JSON lines; only the line feed ends a line."""
    for line in lzma.decompress((SHARED / name).read_bytes()).decode().split("\n"):
        if line.strip():
            yield json.loads(line)


def records() -> dict[str, Work]:
    """Records by PMID: PubMed XML, the drug reviews and the open articles, each with what its file gives."""
    found: dict[str, Work] = {}
    for r in lines_of("pubmed_drug_reviews_13938.jsonl.xz"):
        names = tuple(
            Author(name.split()[-1], " ".join(name.split()[:-1])) for name in (r.get("authors") or "").split("; ") if name.strip()
        )
        year = int(float(r["year"])) if r.get("year") else None
        found[r["pmid"]] = Work((Identifier(IdentifierKind.PMID, r["pmid"]),), r["title"], year, authors=names)
    for r in lines_of("pmc_rct_articles_4470.jsonl.xz"):
        if r["pmid"]:
            ids = (Identifier(IdentifierKind.DOI, r["doi"].lower()), Identifier(IdentifierKind.PMID, r["pmid"]))
            found[r["pmid"]] = Work(ids, r["title"], int(r["year"]), r["journal"])
    for work in pubmed():
        found[work.identifier(IdentifierKind.PMID) or ""] = work
    return found


def pubmed() -> Iterator[Work]:
    """The records of the PubMed XML files, journals by their full names."""
    for root in pubmed_roots():
        for article in root.iter("MedlineCitation"):
            names = tuple(
                Author(text_of(a.find("LastName")) or text_of(a.find("CollectiveName")), text_of(a.find("ForeName")))
                for a in article.iter("Author")
            )
            year = re.search(r"\d{4}", text_of(article.find(".//JournalIssue/PubDate")))
            ids = [Identifier(IdentifierKind.PMID, text_of(article.find("PMID")))]
            ids += [Identifier(IdentifierKind.DOI, text_of(x).lower()) for x in article.iter("ELocationID") if x.get("EIdType") == "doi"]
            yield Work(
                tuple(ids), text_of(article.find(".//ArticleTitle")).strip(" ."), int(year.group()) if year else None,
                text_of(article.find(".//Journal/Title")), authors=tuple(a for a in names if a.family),
                volume=text_of(article.find(".//Volume")), pages=text_of(article.find(".//MedlinePgn")),
                keywords=(text_of(article.find(".//ISOAbbreviation")), text_of(article.find(".//Issue"))),
            )  # fmt: skip


def pubmed_roots() -> Iterator[Element]:
    """The roots of the PubMed XML files."""
    for name in ("pubmed_medline16n0902_604.xml.gz", "pubmed_sample_2019_176.xml.gz"):
        yield ElementTree.fromstring(gzip.decompress((SHARED / name).read_bytes()))
    for name in ("pubmed21_excerpts_319.tar.xz", "pubmed_efetch_metapub_164.tar.xz"):
        with tarfile.open(SHARED / name) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    content = file.read()
                    content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
                    yield ElementTree.fromstring(content)


def listed_in_pubmed() -> Iterator[tuple[str, str]]:
    """Entries as publishers gave them to PubMed, each with its PMID."""
    for root in pubmed_roots():
        for entry in root.iter("Reference"):
            pmid = next((text_of(x) for x in entry.iter("ArticleId") if x.get("IdType") == "pubmed"), "")
            if pmid and text_of(entry.find("Citation")):
                yield pmid, text_of(entry.find("Citation"))


def as_cited(work: Work) -> Cited:
    """A record in the form in which it can be rendered as an entry, with its abbreviated journal."""
    abbreviation, issue = work.keywords if len(work.keywords) == 2 else (work.journal or "", "")
    names = tuple((author.family, author.given) for author in work.authors)
    journal = (abbreviation or work.journal or "").replace(".", "")
    return Cited(
        work.identifier(IdentifierKind.PMID) or "",
        "",
        names,
        False,
        work.title,
        journal,
        work.year or 0,
        work.volume,
        issue,
        work.pages,
        "",
        "",
    )


def pairs() -> dict[str, list[tuple[str, Work]]]:
    """Entries that point rightly, each with a record that was made by somebody else."""
    known = records()
    by_pmid: dict[str, list[Cited]] = {}
    for c in cited_in_articles():
        if c.pmid:
            by_pmid.setdefault(c.pmid, []).append(c)
    styles = [render for name, render in STYLES.items() if name not in ("title-link", "journal-only", "no-title")]
    draw = random.Random(SEED)
    mixed = [
        (draw.choice(styles)(c, n % 90 + 1), known[c.pmid])
        for n, c in enumerate(x for xs in by_pmid.values() for x in xs)
        if c.pmid in known
    ]
    twice = [
        (draw.choice(styles)(a, n % 90 + 1), b.work)
        for n, xs in enumerate(by_pmid.values())
        for a in xs
        for b in xs
        if a.article != b.article
    ]
    strings = [(text, by_pmid[pmid][0].work) for pmid, text in listed_in_pubmed() if pmid in by_pmid]
    strings += [(text, known[pmid]) for pmid, text in listed_in_pubmed() if pmid in known]
    own = [
        (draw.choice(styles)(as_cited(work), n % 90 + 1), work)
        for n, work in enumerate(pubmed())
        if len(work.title) > 8 and work.year and work.authors
    ]
    return {
        "tagged, with a record": mixed,
        "tagged, with another article's": twice,
        "as given to PubMed": strings,
        "abbreviated from PubMed": own,
    }


def compare(show: int = 0) -> None:
    """False alarms on entries that point rightly, and planted faults found."""
    right_ones = pairs()
    flat = [pair for name in right_ones for pair in right_ones[name]]
    for name, these in {**right_ones, "all": flat}.items():
        kinds: Counter[str] = Counter()
        wrong = 0
        for text, work in these:
            found = comparing.mismatches(bibliography.read(text), work)
            wrong += bool(found)
            kinds.update(m.kind for m in found)
            if found and show and name != "all":
                print("   ", text[:300], "\n      ->", [(m.kind.value, m.given, m.found) for m in found])
        print(f"right, {name:32} n={len(these):5} with a mismatch {wrong / max(1, len(these)):.3f}", dict(kinds))
    full = [(text, work) for text, work in flat if work.authors and work.journal and work.year]
    draw = random.Random(SEED)
    faults: dict[str, Callable[[Work, Work], Work]] = {
        "year": lambda w, o: replace(w, year=(w.year or 0) + draw.choice((-7, -4, -3, -2, 2, 3, 5, 10))),
        "authors": lambda w, o: replace(w, authors=o.authors),
        "title": lambda w, o: replace(w, title=o.title),
        "journal": lambda w, o: replace(w, journal=o.journal),
        "other work": lambda w, o: o,
    }
    for kind, plant in faults.items():
        hits = some = n = 0
        for text, work in full:
            other = draw.choice(full)[1]
            b = bibliography.read(text)
            said = {"year": b.year, "authors": b.authors, "title": b.title, "journal": b.journal, "other work": True}[kind]
            if not said or other.title == work.title or (kind == "journal" and folded(other.journal or "") == folded(work.journal or "")):
                continue
            found = {m.kind.value for m in comparing.mismatches(b, plant(work, other))}
            n += 1
            some += bool(found)
            hits += kind in found or (kind == "other work" and "title" in found)
            if kind not in found and show and kind != "other work" and hits < n - 1 and n < 600:
                p = plant(work, other)
                print("   missed", kind, text[:200], "->", p.year, p.journal, p.title[:80], [a.family for a in p.authors][:4])
        print(f"planted {kind:11} n={n:5} found as such {hits / n:.3f}, any mismatch {some / n:.3f}")


def matched(show: int = 0) -> None:
    """Precision and recall of matching, and how true the stated confidence is, with all records here as candidates."""
    works = _distinct()
    index: dict[str, list[int]] = {}
    for at, work in enumerate(works):
        for word in _rare(work):
            index.setdefault(word, []).append(at)
    draw = random.Random(SEED)
    asked = [at for at, work in enumerate(works) if work.authors and work.year and work.journal and len(work.title) > 8]
    chosen = draw.sample(asked, min(300, len(asked)))
    print(f"{len(works)} candidates in all; {len(chosen)} entries, each asked with its work among the candidates and without it")
    alone = ("free", "title-link", "no-title", "journal-only")
    kinds = {"full": [style for style in STYLES if style not in alone], **{style: [style] for style in alone}}
    bins: dict[float, list[bool]] = {}
    for kind, styles in kinds.items():
        right_ = wrong = none = false = n = 0
        for at in chosen:
            work = works[at]
            if kind in ("no-title", "journal-only") and not (work.volume and work.pages):
                continue
            n += 1
            b = bibliography.read(STYLES[draw.choice(styles)](as_cited(work), at % 90 + 1))
            nearest = _nearest(b, works, index)
            found = matching.match(b, [*nearest, *([work] if work not in nearest else [])])
            good = found is not None and _same(found.work, work)
            right_, wrong, none = right_ + good, wrong + (found is not None and not good), none + (found is None)
            if found is not None:
                bins.setdefault(min(int(found.confidence * 20) / 20, 0.95), []).append(good)
            elif show:
                print("   none:", b.text[:200])
            other = matching.match(b, [w for w in nearest if not _same(w, work)])
            false += other is not None
            if other is not None:
                bins.setdefault(min(int(other.confidence * 20) / 20, 0.95), []).append(False)
                if show:
                    print("   false:", round(other.confidence, 2), b.text[:200], "->", other.work.title[:120], other.work.year)
        made = right_ + wrong + false
        print(
            f"{kind:12} n={n} recall {right_ / n:.3f} none {none / n:.3f} wrong {wrong / n:.4f}; "
            f"without its work a false match {false / n:.4f}; precision over both {right_ / max(1, made):.4f}"
        )
    for low in sorted(bins):
        print(f"confidence {low:.2f} to {low + 0.05:.2f}: right {sum(bins[low]) / len(bins[low]):.3f} n={len(bins[low])}")


def _same(left: Work, right: Work) -> bool:
    return left == right or left.identifier(IdentifierKind.PMID) == right.identifier(IdentifierKind.PMID) is not None


def _distinct() -> list[Work]:
    """All records here, one a PMID, the fullest first."""
    found: dict[str, Work] = {}
    for work in (*pubmed(), *(c.work for c in cited_in_articles()), *records().values()):
        found.setdefault(work.identifier(IdentifierKind.PMID) or folded(work.title), work)
    for r in lines_of("stemcell_sci_838.jsonl.xz"):
        names = tuple(Author(name.rsplit(" ", 1)[0]) for name in r["authors"].strip(" .").split(", ") if name)
        found.setdefault(folded(r["title"]), Work((), r["title"], authors=names))
    once: dict[tuple[str, int], Work] = {}
    for work in found.values():  # articles cite one work with and without its PMID
        if not any((folded(work.title), (work.year or 0) + off) in once for off in (-1, 0, 1)):
            once[folded(work.title), work.year or 0] = work
    return list(once.values())


def _rare(work: Work) -> set[str]:
    words = {word for word in folded(work.title).split() if len(word) > 3}
    return words | ({f"p{work.volume}/{work.pages.split('-')[0]}", f"v{work.volume}"} if work.volume else set())


def _nearest(b: Bibliography, works: list[Work], index: dict[str, list[int]]) -> list[Work]:
    """The 20 records that share most rare words with an entry, as a search would give them."""
    scores: Counter[int] = Counter()
    probe = Work((), b.title, volume=b.volume, pages=b.pages)
    for word in _rare(probe):
        held = index.get(word, ())
        for at in held:
            scores[at] += 1 / len(held) ** 0.5  # type: ignore[assignment]
    return [works[at] for at, _ in scores.most_common(20)]


def main(names: list[str]) -> None:
    """Measure and print."""
    parts = {"parse": parse, "compare": compare, "match": matched}
    show = next((int(name) for name in names if name.isdigit()), 0)
    for name in [n for n in names if n in parts] or list(parts):
        parts[name](show)


if __name__ == "__main__":
    main(sys.argv[1:])
