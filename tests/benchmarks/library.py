"""How the local library bears size: `python tests/benchmarks/library.py [RECORDS …] [--folder DIR]` (20000 200000 1000000 without arguments).

Makes PubMed files of made-up records (abstracts of some 1,300 characters, words drawn as in real text: few are frequent, most are rare),
imports them as `claimcheck literature import` does, and asks 200 queries in the words of claims. Prints for each size: records a second
for parsing and indexing together, bytes a record, most memory, and the median and 95th percentile of query times, with and without
filters. Nothing here is asserted in the suite. For one core: `taskset -c 0 python tests/benchmarks/library.py`.
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
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from claimcheck.literature.importing import records_of
from claimcheck.literature.library import Filters, Library, Writer, intake
from claimcheck.model import Identifier, IdentifierKind, StudyKind

SIZES = (20_000, 200_000, 1_000_000)
A_FILE, QUERIES, VOCABULARY, SENTENCES, HEADINGS = 20_000, 200, 120_000, 20_000, 5_000
FREQUENT = (
    "the of and in to with a for was were is that by as on from patients at be or this are an we study treatment group not after "
    "between than during significantly associated results clinical compared using may risk these cells effect both had no disease "
    "which increased levels more it therapy higher data analysis blood trial months cancer years case control children"
).split()
SYLLABLES = "a ba be bi ca ce co da de di do e fa fe fi ga ge glo he hy i ka la le li lo ma me mi mo na ne ni o pa pe phi po ra re ri ro sa se si ta te ti to tri u va vi xy".split()
ENDINGS = "n l r s m tion ine ol ase itis emia oma ic al in ate".split()
TYPES = ("Journal Article", "Journal Article", "Randomized Controlled Trial", "Review", "Systematic Review", "Case Reports")


class Literature:
    """Made-up literature, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.words = self._vocabulary()
        self.weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(VOCABULARY)))
        self.sentences = [self._sentence() for _ in range(SENTENCES)]
        self.headings = [" ".join(self.chance.sample(self.words[100:20_000], 2)).title() for _ in range(HEADINGS)]
        self.heading_weights = list(accumulate(1 / (rank + 5) for rank in range(HEADINGS)))

    def _vocabulary(self) -> list[str]:
        words = dict.fromkeys(FREQUENT)
        while len(words) < VOCABULARY:
            syllables = self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))
            words["".join(syllables) + self.chance.choice(ENDINGS)] = None
        return list(words)

    def drawn(self, number: int) -> list[str]:
        """Words as they come in text."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=number)

    def _sentence(self) -> list[str]:
        return self.drawn(self.chance.randint(14, 30))

    def varied(self) -> str:
        """A sentence from the stock with some of its words changed."""
        words = list(self.chance.choice(self.sentences))
        for word in self.drawn(6):
            words[self.chance.randrange(len(words))] = word
        return " ".join(words).capitalize() + "."

    def record(self, number: int) -> str:
        """A PubMed article as XML."""
        chance = self.chance
        headings = "".join(
            f'<MeshHeading><DescriptorName UI="D{at}" MajorTopicYN="N">{name}</DescriptorName></MeshHeading>'
            for at, name in enumerate(("Humans", *chance.choices(self.headings, cum_weights=self.heading_weights, k=11)))
        )
        authors = "".join(
            f"<Author><LastName>{word.title()}</LastName><Initials>J</Initials></Author>" for word in chance.sample(self.words, 5)
        )
        title = " ".join(self.drawn(12)).capitalize()
        parts = "".join(
            f'<AbstractText Label="{label}">{self.varied()} {self.varied()}</AbstractText>'
            for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
        )
        return (
            f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{number}</PMID><Article><Journal>'
            f"<JournalIssue><Volume>7</Volume><PubDate><Year>{chance.randint(1980, 2025)}</Year></PubDate></JournalIssue>"
            f"<Title>Journal of {chance.choice(self.headings)}</Title></Journal><ArticleTitle>{title}.</ArticleTitle>"
            f'<ELocationID EIdType="doi" ValidYN="Y">10.1234/made.{number}</ELocationID><Abstract>{parts}</Abstract>'
            f"<AuthorList>{authors}</AuthorList><PublicationTypeList><PublicationType>{chance.choice(TYPES)}</PublicationType>"
            f"</PublicationTypeList></Article><MeshHeadingList>{headings}</MeshHeadingList></MedlineCitation></PubmedArticle>\n"
        )

    def claim(self) -> str:
        """Eight to twenty words in a row, frequent ones among them."""
        words = f"{self.varied()} {self.varied()}".lower().replace(".", "").split()
        return " ".join(words[: self.chance.randint(8, 20)])


def files(literature: Literature, records: int, folder: Path) -> Iterator[Path]:
    """Files of records, each made when it is asked for and deleted when the next one is."""
    for first in range(1, records + 1, A_FILE):
        path = folder / f"made{first:08}.xml.gz"
        with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
            file.write("<PubmedArticleSet>\n")
            file.writelines(literature.record(number) for number in range(first, min(first + A_FILE, records + 1)))
            file.write("</PubmedArticleSet>\n")
        yield path
        path.unlink()


def times(ask: Callable[[str], object], claims: Sequence[str]) -> str:
    """The median and the 95th percentile of the time a query takes, in ms."""
    took = []
    for claim in claims:
        start = time.perf_counter()
        ask(claim)
        took.append((time.perf_counter() - start) * 1000)
    return f"p50 {statistics.median(took):6.1f} ms  p95 {statistics.quantiles(took, n=20)[-1]:6.1f} ms"


def fill(literature: Literature, records: int, folder: Path) -> tuple[float, float]:
    """Import so many records; the seconds and the CPU seconds that took, making the files left out."""
    wall = cpu = 0.0
    with Writer(folder / "library") as writer:
        for path in files(literature, records, folder):
            start, used = time.perf_counter(), time.process_time()
            intake.take_file(writer, path, records_of, lambda done: None)
            wall, cpu = wall + time.perf_counter() - start, cpu + time.process_time() - used
        start, used = time.perf_counter(), time.process_time()
    return wall + time.perf_counter() - start, cpu + time.process_time() - used


def measure(records: int, folder: Path) -> None:
    """Fill a library and print its figures."""
    literature = Literature()
    wall, cpu = fill(literature, records, folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    library = Library.open(folder / "library")
    size = library.status().bytes
    print(
        f"{records:>9,} records: {records / wall:,.0f}/s ({records / cpu:,.0f} per CPU second), {size / records:,.0f} bytes each, {memory:,.0f} MB"
    )
    claims = [literature.claim() for _ in range(QUERIES)]
    narrow = Filters(first=2015, kinds=frozenset({StudyKind.RANDOMISED, StudyKind.SYSTEMATIC_REVIEW}))
    print("  words of a claim     ", times(library.search, claims))
    print("  the same, years only ", times(lambda claim: library.search(claim, filters=Filters(first=2015)), claims))
    print("  years and designs    ", times(lambda claim: library.search(claim, filters=narrow), claims))
    numbers = [str(literature.chance.randint(1, records)) for _ in range(QUERIES)]
    print("  by PMID              ", times(lambda pmid: library.find(Identifier(IdentifierKind.PMID, pmid)), numbers), flush=True)
    library.close()


def main() -> None:
    """Measure at each size, in a folder that is deleted at the end."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("records", nargs="*", type=int, default=SIZES)
    arguments.add_argument("--folder", type=Path, help="where to work; must not exist")
    given = arguments.parse_args()
    for records in given.records:
        folder = given.folder or Path(tempfile.mkdtemp(prefix="claimcheck-library-"))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            measure(records, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
