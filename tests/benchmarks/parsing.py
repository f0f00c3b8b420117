"""Speed of reading PubMed XML on one core: `python tests/benchmarks/parsing.py [FILE.xml.gz …]`.

Without a file two are made, of the shape and size of citations in baseline files: the older format with references as comments,
and the newer with reference lists, indented. Prints citations a CPU second, bytes a citation and peak memory.
Nothing here is asserted in the suite.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from claimcheck.literature.importing import records_of
from claimcheck.literature.records.faults import Faults

CITATIONS, ROUNDS = 20_000, 3
NEW_ROOT = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n<PubmedArticleSet>\n'
)
OLD_ROOT = '<?xml version="1.0" encoding="utf-8"?>\n<MedlineCitationSet>\n'


class Maker:
    """Makes citations of random words."""

    def __init__(self) -> None:
        self._chance = random.Random(7)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self._words = ["".join(self._chance.choices(letters, k=self._chance.randint(2, 11))) for _ in range(20_000)]

    def words(self, number: int) -> str:
        return " ".join(self._chance.choices(self._words, k=number))

    def _date(self, tag: str) -> str:
        return f"<{tag}>\n<Year>{self._chance.randint(1990, 2024)}</Year>\n<Month>05</Month>\n<Day>12</Day>\n</{tag}>"

    def _abstract(self) -> str:
        parts = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS") if self._chance.random() < 0.4 else ("",)
        texts = (
            f'<AbstractText Label="{part}" NlmCategory="{part}">{self.words(190 // len(parts))}</AbstractText>'
            if part
            else f"<AbstractText>{self.words(190)} <i>{self.words(2)}</i> {self.words(3)}</AbstractText>"
            for part in parts
        )
        return "<Abstract>\n" + "\n".join(texts) + "\n</Abstract>"

    def _author(self) -> str:
        return (
            f'<Author ValidYN="Y">\n<LastName>{self.words(1)}</LastName>\n<ForeName>{self.words(1)}</ForeName>\n<Initials>A</Initials>\n'
            f"<AffiliationInfo>\n<Affiliation>{self.words(9)}.</Affiliation>\n</AffiliationInfo>\n</Author>"
        )

    def citation(self, pmid: int, cites: int) -> str:
        many = self._chance.randint
        authors = "\n".join(self._author() for _ in range(many(3, 8)))
        mesh = "\n".join(
            f'<MeshHeading>\n<DescriptorName UI="D000818" MajorTopicYN="N">{self.words(2)}</DescriptorName>\n'
            f'<QualifierName UI="Q000378" MajorTopicYN="Y">metabolism</QualifierName>\n</MeshHeading>'
            for _ in range(many(0, 14))
        )
        tied = "\n".join(
            f'<CommentsCorrections RefType="Cites">\n<RefSource>{self.words(6)}</RefSource>\n<PMID Version="1">{many(1, 9**8)}</PMID>\n'
            "</CommentsCorrections>"
            for _ in range(cites)
        )
        return (
            f'<MedlineCitation Status="MEDLINE" Owner="NLM">\n<PMID Version="1">{pmid}</PMID>\n{self._date("DateCompleted")}\n'
            f'{self._date("DateRevised")}\n<Article PubModel="Print">\n<Journal>\n<ISSN IssnType="Print">0095-3814</ISSN>\n'
            f'<JournalIssue CitedMedium="Print">\n<Volume>3</Volume>\n<Issue>1</Issue>\n{self._date("PubDate")}\n</JournalIssue>\n'
            f"<Title>{self.words(4)}</Title>\n<ISOAbbreviation>{self.words(3)}</ISOAbbreviation>\n</Journal>\n"
            f"<ArticleTitle>{self.words(14)}.</ArticleTitle>\n<Pagination>\n<MedlinePgn>69-81</MedlinePgn>\n</Pagination>\n"
            f'<ELocationID EIdType="doi" ValidYN="Y">10.1000/{pmid}</ELocationID>\n{self._abstract()}\n'
            f'<AuthorList CompleteYN="Y">\n{authors}\n</AuthorList>\n<Language>eng</Language>\n<GrantList CompleteYN="Y">\n<Grant>\n'
            f"<GrantID>R01</GrantID>\n<Agency>{self.words(3)}</Agency>\n</Grant>\n</GrantList>\n<PublicationTypeList>\n"
            '<PublicationType UI="D016428">Journal Article</PublicationType>\n</PublicationTypeList>\n</Article>\n<MedlineJournalInfo>\n'
            f"<Country>United States</Country>\n<MedlineTA>{self.words(3)}</MedlineTA>\n</MedlineJournalInfo>\n"
            f"<CommentsCorrectionsList>\n{tied}\n</CommentsCorrectionsList>\n<MeshHeadingList>\n{mesh}\n</MeshHeadingList>\n"
            f'<KeywordList Owner="NOTNLM">\n<Keyword MajorTopicYN="N">{self.words(1)}</Keyword>\n</KeywordList>\n</MedlineCitation>\n'
        )

    def article(self, pmid: int) -> str:
        """A citation of the newer format with what PubMed adds to it."""
        number = self._chance.randint
        dates = "\n".join(
            f'<PubMedPubDate PubStatus="{kind}">\n{self._date("X")[4:-5]}\n</PubMedPubDate>' for kind in ("pubmed", "medline")
        )
        cited = "\n".join(
            f"<Reference>\n<Citation>{self.words(9)}</Citation>\n<ArticleIdList>\n"
            f'<ArticleId IdType="pubmed">{number(1, 9**8)}</ArticleId>\n'
            "</ArticleIdList>\n</Reference>"
            for _ in range(number(0, 18))
        )
        whole = (
            f"<PubmedArticle>\n{self.citation(pmid, 0)}<PubmedData>\n<History>\n{dates}\n</History>\n<ArticleIdList>\n"
            f'<ArticleId IdType="pubmed">{pmid}</ArticleId>\n<ArticleId IdType="doi">10.1000/{pmid}</ArticleId>\n</ArticleIdList>\n'
            f"<ReferenceList>\n{cited}\n</ReferenceList>\n</PubmedData>\n</PubmedArticle>\n"
        )
        return indented(whole)


def indented(text: str) -> str:
    """The text with its elements indented by two spaces a level, as baseline files have them."""
    lines, depth = [], 1
    for line in text.splitlines():
        closing = line.startswith("</")
        depth -= closing
        lines.append("  " * depth + line)
        depth += not closing and "</" not in line
    return "\n".join(lines) + "\n"


def made(folder: Path) -> Iterator[Path]:
    """One file of each format."""
    maker = Maker()
    for name, root, make in (
        ("older", OLD_ROOT, lambda pmid: maker.citation(pmid, 6)),
        ("newer", NEW_ROOT, maker.article),
    ):
        path = folder / f"{name}.xml.gz"
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as file:
            file.write(root)
            file.writelines(make(pmid) for pmid in range(1, CITATIONS + 1))
            file.write(f"</{root.rpartition('<')[2]}")
        yield path


def measure(path: Path) -> None:
    """Read a file three times and print the best."""
    times, number, faults = [], 0, Faults()
    for _ in range(ROUNDS):
        start = time.process_time()
        number = sum(1 for _ in records_of(path, faults=faults))
        times.append(time.process_time() - start)
    with gzip.open(path) as file:
        size = sum(len(chunk) for chunk in iter(lambda: file.read(1 << 20), b""))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{path.name}: {number:,} citations of {size / max(number, 1):,.0f} bytes, {number / min(times):,.0f} a CPU second "
        f"(worst {number / max(times):,.0f}), {faults.count} faults, peak {memory:.0f} MiB"
    )


def main(paths: list[str]) -> None:
    """Measure the files named, else those made."""
    with tempfile.TemporaryDirectory() as folder:
        for path in map(Path, paths) if paths else made(Path(folder)):
            measure(path)


if __name__ == "__main__":
    main(sys.argv[1:])
