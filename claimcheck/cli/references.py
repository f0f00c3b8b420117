"""`claimcheck references`: the references of articles checked, without their claims."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli import FINDINGS, UNREADABLE
from claimcheck.cli.reference_states import TITLES, Checked, State, checked, lines_of
from claimcheck.errors import ArticleError
from claimcheck.model import Document, Identifier, Notice, Severity, Work
from claimcheck.reports.plain import escaped_steering, one_line

if TYPE_CHECKING:
    from claimcheck.literature import Consulted, Literature

_SCHEMA = "claimcheck/references/1"
_SCHEMAS = "claimcheck/references-of-several/1"
_QUOTED = 160
_NEEDED: Mapping[str, Any] = {"select": (), "ignore": (), "rules": (), "jurisdiction": (), "baseline": None}


@click.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="What goes to standard output.")
@click.option("--online/--offline", default=None, help="Ask services, or never touch the network (default: offline).")
@click.option("--library", type=click.Path(path_type=Path), help="The folder of a local library (see: claimcheck literature).")
@click.option("--replay", type=click.Path(path_type=Path), help="Take the answers of services from a folder of recordings.")
@click.option("--record", type=click.Path(path_type=Path), help="Write the answers of services to a folder, for --replay.")
@click.option("--type", "media_type", type=click.Choice(["txt", "md", "html"]), help="What the articles are, where the name does not say.")
@click.option("--all", "everything", is_flag=True, help="In text, also show the references that were found and match.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="never",
    help="Exit with 1 at: error a retracted work; warning one not found, different or doubted; note one corrected.",
)
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="A configuration file.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def references(articles: tuple[str, ...], format_: str, media_type: str | None, everything: bool, fail_on: str, **options: Any) -> int:
    """Check the references of articles: does each exist, is it the work the article says, was it retracted.

    \b
    claimcheck references article.md --online
    claimcheck references drafts/ --library ~/library --format json
    claimcheck references page.html --online --fail-on error

    A source that cannot be reached is named, and its references count as not verified, never as not found.
    """
    from claimcheck.cli.articles import expanded, read
    from claimcheck.cli.settings import settings_for

    settings = settings_for(articles[0], {**_NEEDED, **options})
    results: list[tuple[Document, Consulted, list[Checked]]] = []
    unreadable = 0
    for article in articles:
        try:
            for name in expanded([article]):
                document = read(name, media_type, settings.offline)
                results.append((document, *_consulted(document, settings.literature)))
        except ArticleError as error:
            unreadable += 1
            click.echo(f"claimcheck: {error}", err=True)
    click.echo(_json(results) if format_ == "json" else "\n".join(_texts(results, everything)))
    if unreadable:
        return UNREADABLE
    failing = fail_on != "never" and any(one.fails(Severity(fail_on)) for _, _, found in results for one in found)
    return FINDINGS if failing else 0


def _consulted(document: Document, literature: Literature) -> tuple[Consulted, list[Checked]]:
    from claimcheck import citations

    cited = citations.find(document).references
    consulted = literature.consult(cited, {})
    return consulted, [checked(reference, resolution) for reference, resolution in zip(cited, consulted.resolutions, strict=True)]


def _texts(results: Sequence[tuple[Document, Consulted, list[Checked]]], everything: bool) -> Iterator[str]:
    for document, consulted, found in results:
        yield f"{one_line(document.uri)}: {len(found)} {'reference' if len(found) == 1 else 'references'}"
        for state in State:
            these = [one for one in found if one.state is state]
            if these:
                yield f"\n{TITLES[state]}: {len(these)}"
            if state is not State.MATCHES or everything:
                for one in these:
                    yield from _text(one)
        yield from (f"\nproblem: {one_line(problem.message)} ({one_line(problem.where)})" for problem in consulted.problems)
        yield f"\nasked: {'; '.join(f'{s.name} {s.outcome.replace(chr(95), chr(32))}' for s in consulted.coverage) or 'nobody'}\n"


def _text(found: Checked) -> Iterator[str]:
    words = one_line(found.reference.text)
    label = f"[{found.reference.label}] " if found.reference.label else ""
    codes = f"  {' '.join(found.rules)}" if found.rules else ""
    yield f"  {label}{words if len(words) <= _QUOTED else f'{words[:_QUOTED]}…'}{codes}"
    yield from (f"      {one_line(line)}" for line in lines_of(found))


def _json(results: Sequence[tuple[Document, Consulted, list[Checked]]]) -> str:
    records = [_record(document, consulted, found) for document, consulted, found in results]
    whole = records[0] if len(records) == 1 else {"schema": _SCHEMAS, "reports": records}
    return escaped_steering(json.dumps(whole, ensure_ascii=False, indent=2))


def _record(document: Document, consulted: Consulted, found: Sequence[Checked]) -> dict[str, Any]:
    count = Counter(one.state for one in found)
    return {
        "schema": _SCHEMA,
        "article": {"uri": document.uri, "title": document.title, "media_type": document.media_type, "sha256": document.sha256},
        "counts": {state.value: count[state] for state in State},
        "references": [_reference(one) for one in found],
        "sources": [{"name": s.name, "outcome": s.outcome, "asked": s.asked, "answered": s.answered} for s in consulted.coverage],
        "problems": [{"stage": p.stage, "message": p.message, "where": p.where} for p in consulted.problems],
    }


def _reference(found: Checked) -> dict[str, Any]:
    reference, resolution = found.reference, found.resolution
    return {
        "id": reference.id,
        "label": reference.label,
        "start": reference.span.start,
        "end": reference.span.end,
        "text": reference.text,
        "identifiers": _identifiers(reference.identifiers),
        "state": found.state.value,
        "states": [state.value for state in found.states],
        "rules": list(found.rules),
        "outcome": resolution.outcome.value,
        "source": resolution.source,
        "confidence": resolution.confidence,
        "detail": resolution.detail,
        "work": None if resolution.work is None else _work(resolution.work),
        "mismatches": [{"kind": m.kind.value, "given": m.given, "found": m.found} for m in resolution.mismatches],
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "identifiers": _identifiers(work.identifiers),
        "title": work.title,
        "year": work.year,
        "journal": work.journal,
        "kind": work.study.kind.value if work.study is not None else None,
        "retracted": work.is_retracted,
        "notices": [_notice(notice) for notice in work.notices],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    identifier = _identifiers((notice.identifier,)) if notice.identifier else {}
    return {
        "kind": notice.kind.value,
        "identifiers": identifier,
        "date": notice.date,
        "sources": [name for name in notice.source.split(", ") if name],
        "replaced": notice.replaced,
    }


def _identifiers(identifiers: Sequence[Identifier]) -> list[dict[str, str]]:
    return [{"kind": identifier.kind.value, "value": identifier.value} for identifier in identifiers]
