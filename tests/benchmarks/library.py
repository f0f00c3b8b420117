"""How the local library bears size: `python tests/benchmarks/library.py [RECORDS …] [--stored] [--folder DIR]`.

Without arguments at 20,000, 200,000 and 1,000,000 records. Makes PubMed files of made-up records (abstracts of some 1,300 characters,
words drawn as in real text: few are frequent, most are rare), imports them as `claimcheck literature import` does, and asks 200 queries
in the words of claims. Prints for each size: records a second for reading and indexing together, bytes a record, most memory, and the
median and 95th percentile of query times, with and without filters. `--stored` leaves reading out: works go straight into the library.
Nothing here is asserted in the suite. For one core: `taskset -c 0 python tests/benchmarks/library.py`.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from claimcheck.literature.importing import records_of
from claimcheck.literature.library import Filters, Library, Writer, intake
from claimcheck.model import Author, Identifier, IdentifierKind, Section, Study, StudyKind, Work

SIZES = (20_000, 200_000, 1_000_000)
A_FILE, QUERIES, VOCABULARY, SENTENCES, HEADINGS, STREAM = 20_000, 200, 120_000, 20_000, 5_000, 2_000_000
DAY = "2026-01-01"
FREQUENT = """the of and in to with a for was were is that by as on from patients at be or this are an we study treatment group not after
between than during significantly associated results clinical compared using may risk these cells effect both had no disease which
increased levels more it therapy higher data analysis blood trial months cancer years case control children"""
SYLLABLES = """a ba be bi ca ce co da de di do e fa fe fi ga ge glo he hy i ka la le li lo ma me mi mo na ne ni o pa pe phi po ra re ri
ro sa se si ta te ti to tri u va vi xy"""
ENDINGS = "n l r s m tion ine ol ase itis emia oma ic al in ate"
LABELS = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
TYPES = ("Journal Article", "Journal Article", "Randomized Controlled Trial", "Review", "Systematic Review", "Case Reports")
KINDS = (StudyKind.OTHER, StudyKind.COHORT, StudyKind.RANDOMISED, StudyKind.NARRATIVE_REVIEW, StudyKind.SYSTEMATIC_REVIEW)


class Literature:
    """Made-up literature, the same for the same seed: sentences of a stock, put together anew with some of their words changed."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        words = self._vocabulary()
        weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(VOCABULARY)))
        self.stream = self.chance.choices(words, cum_weights=weights, k=STREAM)
        self.sentences = [self.drawn(self.chance.randint(14, 30)) for _ in range(SENTENCES)]
        names = [" ".join(self.chance.sample(words[100:20_000], 2)).title() for _ in range(HEADINGS)]
        by_use = list(accumulate(1 / (rank + 5) for rank in range(HEADINGS)))
        self.headings = self.chance.choices(names, cum_weights=by_use, k=STREAM // 10)

    def _vocabulary(self) -> list[str]:
        words, syllables, endings = dict.fromkeys(FREQUENT.split()), SYLLABLES.split(), ENDINGS.split()
        while len(words) < VOCABULARY:
            words["".join(self.chance.choices(syllables, k=self.chance.randint(2, 4))) + self.chance.choice(endings)] = None
        return list(words)

    def drawn(self, number: int) -> list[str]:
        """Words as they come in text."""
        return self._some(self.stream, number)

    def _some(self, stock: list[str], number: int) -> list[str]:
        at = int(self.chance.random() * (len(stock) - number))
        return stock[at : at + number]

    def varied(self) -> str:
        """A sentence from the stock with some of its words changed."""
        words = list(self.sentences[int(self.chance.random() * SENTENCES)])
        for word in self.drawn(6):
            words[int(self.chance.random() * len(words))] = word
        return " ".join(words).capitalize() + "."

    def work(self, number: int) -> Work:
        """A record as it is once it was read."""
        pick = int(self.chance.random() * len(KINDS))
        return Work(
            (Identifier(IdentifierKind.PMID, str(number)), Identifier(IdentifierKind.DOI, f"10.1234/made.{number}")),
            " ".join(self.drawn(12)).capitalize() + ".",
            1980 + number % 46,
            f"Journal of {self.headings[number % len(self.headings)]}",
            source="PubMed",
            abstract=tuple(Section(label, f"{self.varied()} {self.varied()}") for label in LABELS),
            authors=tuple(Author(word.title(), "J") for word in self.drawn(5)),
            publication_types=(TYPES[number % len(TYPES)],),
            mesh=tuple(dict.fromkeys(("Humans", *self._some(self.headings, 11)))),
            study=Study(KINDS[pick], humans=True),
            fetched=DAY,
        )

    def claim(self) -> str:
        """Eight to twenty words in a row, frequent ones among them."""
        words = f"{self.varied()} {self.varied()}".lower().replace(".", "").split()
        return " ".join(words[: self.chance.randint(8, 20)])


def xml(work: Work) -> str:
    """A record as PubMed writes it."""
    headings = "".join(f'<MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">{name}</DescriptorName></MeshHeading>' for name in work.mesh)
    authors = "".join(f"<Author><LastName>{author.family}</LastName><Initials>J</Initials></Author>" for author in work.authors)
    parts = "".join(f'<AbstractText Label="{part.label}">{part.text}</AbstractText>' for part in work.abstract)
    pmid, doi = (identifier.value for identifier in work.identifiers)
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article><Journal>'
        f"<JournalIssue><Volume>7</Volume><PubDate><Year>{work.year}</Year></PubDate></JournalIssue>"
        f"<Title>{work.journal}</Title></Journal><ArticleTitle>{work.title}</ArticleTitle>"
        f'<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID><Abstract>{parts}</Abstract><AuthorList>{authors}</AuthorList>'
        f"<PublicationTypeList><PublicationType>{work.publication_types[0]}</PublicationType></PublicationTypeList></Article>"
        f"<MeshHeadingList>{headings}</MeshHeadingList></MedlineCitation></PubmedArticle>\n"
    )


def batches(literature: Literature, records: int) -> Iterator[list[Work]]:
    """All records, as many at a time as a file holds."""
    for first in range(1, records + 1, A_FILE):
        yield [literature.work(number) for number in range(first, min(first + A_FILE, records + 1))]


def written(works: Iterable[Work], path: Path) -> None:
    """A PubMed file of some records."""
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write("<PubmedArticleSet>\n")
        file.writelines(map(xml, works))
        file.write("</PubmedArticleSet>\n")


def fill(literature: Literature, records: int, folder: Path, stored: bool) -> tuple[float, float, float]:
    """Put so many records in; seconds and CPU seconds without those for making them up, and the most memory after a file."""
    clock, most = Clock(), 0.0
    writer = Writer(folder / "library")
    for works in batches(literature, records):
        path = folder / "made.xml.gz"
        if not stored:
            written(works, path)
        with clock:
            if stored:
                writer.add(works)
            else:
                writer.take(records_of(path, fetched=DAY), intake.entry_of(writer, path))
        most = max(most, own_memory())
    with clock:
        writer.__exit__(None)
    return clock.wall, clock.cpu, most


class Clock:
    """Adds up the seconds and CPU seconds (of all threads) spent inside it."""

    wall = cpu = 0.0

    def __enter__(self) -> None:
        self.start = (time.perf_counter(), time.process_time())

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self.start[0]
        self.cpu += time.process_time() - self.start[1]


def own_memory() -> float:
    """Megabytes that are the process's own, without files that are mapped into it (Linux; elsewhere the most it ever held)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("RssAnon")) / 1024


def times(ask: Callable[[str], object], claims: Sequence[str]) -> str:
    """The median and the 95th percentile of the time a query takes, in ms."""
    took = []
    for claim in claims:
        start = time.perf_counter()
        ask(claim)
        took.append((time.perf_counter() - start) * 1000)
    return f"p50 {statistics.median(took):6.1f} ms  p95 {statistics.quantiles(took, n=20)[-1]:6.1f} ms"


def measure(records: int, folder: Path, stored: bool) -> None:
    """Fill a library and print its figures."""
    literature = Literature()
    before = own_memory()
    wall, cpu, memory = fill(literature, records, folder, stored)
    library = Library.open(folder / "library")
    size = library.status().bytes
    index = sum(path.stat().st_size for path in (folder / "library" / "index").iterdir())
    print(f"{records:>9,} records: {records / wall:,.0f} a second, {records / cpu:,.0f} a CPU second, {size / records:,.0f} bytes each")
    print(f"  of which index {index / records:,.0f}; own memory {memory:,.0f} MB, of which {before:,.0f} for making records up")
    claims = [literature.claim() for _ in range(QUERIES)]
    narrow = Filters(first=2015, kinds=frozenset({StudyKind.RANDOMISED, StudyKind.SYSTEMATIC_REVIEW}))
    print("  words of a claim     ", times(library.search, claims))
    print("  the same, from 2015  ", times(lambda claim: library.search(claim, filters=Filters(first=2015)), claims))
    print("  and two designs      ", times(lambda claim: library.search(claim, filters=narrow), claims))
    numbers = [str(literature.chance.randint(1, records)) for _ in range(QUERIES)]
    print("  by PMID              ", times(lambda pmid: library.find(Identifier(IdentifierKind.PMID, pmid)), numbers), flush=True)
    library.close()


def main() -> None:
    """Measure at each size, in a folder that is deleted at the end."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("records", nargs="*", type=int, default=SIZES)
    arguments.add_argument("--stored", action="store_true", help="put works in without reading files")
    arguments.add_argument("--folder", type=Path, help="where to work")
    given = arguments.parse_args()
    for records in given.records:
        folder = Path(tempfile.mkdtemp(prefix="claimcheck-library-", dir=given.folder))
        try:
            measure(records, folder, given.stored)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
