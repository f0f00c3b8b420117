"""One HTML page to review articles in: needs no network, works without scripts, and takes nothing from an article as markup."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claimcheck import resources
from claimcheck.model import Report, Ruleset, Severity, VerdictKind
from claimcheck.reports import labels, links, passages, summary
from claimcheck.reports.places import Places
from claimcheck.reports.plain import visible

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = "reports/templates"


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """All reports in one page, with an index where there are several; the same bytes for the same reports."""
    style, script = _asset("report.css"), _asset("report.js")
    text = _template().render(
        articles=[_article(number, report) for number, report in enumerate(reports, 1)],
        several=len(reports) > 1,
        style=style,
        script=script,
        policy=_policy(style, script),
        kinds=[kind for kind in VerdictKind if any(verdict.kind is kind for report in reports for verdict in report.verdicts)],
        types=sorted({kind for report in reports for claim in report.claims for kind in claim.types}),
        severities=list(Severity),
        rule=ruleset.rule,
    )
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


@dataclass(frozen=True, slots=True)
class _Article:
    """What the template shows of one report; `prefix` keeps the anchors of several articles apart."""

    prefix: str
    report: Report
    places: Places
    groups: tuple[passages.Group, ...]

    @property
    def title(self) -> str:
        return self.report.document.title.strip() or self.report.document.uri

    @property
    def bar(self) -> list[tuple[VerdictKind, int]]:
        """The verdicts that occur and how often, best first."""
        return [(kind, number) for kind, number in summary.verdict_counts(self.report).items() if number]

    @property
    def checked(self) -> int:
        return len(self.report.claims) - len(summary.unchecked(self.report))


def _article(number: int, report: Report) -> _Article:
    return _Article(f"a{number}", report, Places(report.document), passages.groups(report))


@cache
def _template() -> Template:
    """The page's template; every value it prints is made visible and escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown)
    environment.globals.update(
        label=labels.VERDICTS.__getitem__,
        stance=labels.STANCES.__getitem__,
        outcome=labels.OUTCOMES.__getitem__,
        met=labels.MET,
        no_advice=labels.NO_ADVICE,
        count=labels.count,
        address=links.address,
        identifier_name=links.name,
        summary=summary,
    )
    environment.filters["spoken"] = labels.spoken
    return environment.from_string(resources.text(f"{_FOLDER}/report.html.j2"))


def _shown(value: Any) -> Any:
    """A value as it may stand on the page: markup of our own as it is, text without characters that act."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(str(value))
    return value


@cache
def _asset(name: str) -> str:
    """A file of the page between line feeds, as the browser will hash it."""
    return "\n" + resources.text(f"{_FOLDER}/{name}").replace("\r\n", "\n").strip() + "\n"


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, and nothing else from anywhere."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
