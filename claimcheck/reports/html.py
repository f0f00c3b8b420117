"""The report as one HTML file that needs no network: the article with its claims marked, and a card for each claim."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from claimcheck import __version__, resources
from claimcheck.model import Report, Ruleset, Severity, Stance
from claimcheck.reports import labels
from claimcheck.reports.links import address, name
from claimcheck.reports.page import ArticleView, view_of
from claimcheck.reports.plain import visible

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

_FOLDER = "reports/templates"
_TEMPLATES = ("report.html.j2", "article.html.j2", "card.html.j2", "rest.html.j2")


def render(reports: Sequence[Report], ruleset: Ruleset) -> str:
    """All reports on one page, with an index on top where there are several; works with scripts off."""
    style, script = (resources.text(f"{_FOLDER}/{name}") for name in ("report.css", "report.js"))
    views = [view_of(report, ruleset, number) for number, report in enumerate(reports, 1)]
    return _template().render(
        articles=views,
        page_title=_page_title(views),
        policy=_policy(style, script),
        style=_trusted(style),
        script=_trusted(script),
        version=__version__,
    )


def _page_title(views: Sequence[ArticleView]) -> str:
    return f"{views[0].title}: health claims" if len(views) == 1 else f"Health claims in {len(views)} articles"


def _policy(style: str, script: str) -> str:
    """A content security policy that allows this page's own style and script, named by their hashes, and nothing else."""
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _trusted(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  a file of this package, not article text


@cache
def _template() -> Template:
    return _environment().get_template(_TEMPLATES[0])


def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader({name: resources.text(f"{_FOLDER}/{name}") for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters.update(address=address, identifier=name, spoken=labels.spoken, noun=labels.count)
    environment.globals.update(
        verdict_labels=labels.VERDICTS,
        stances={stance.value: words for stance, words in labels.STANCES.items()} | {Stance.NEUTRAL.value: "says something else"},
        outcomes=labels.OUTCOMES,
        met=labels.MET,
        severities=list(Severity),
        advice=labels.NO_ADVICE,
    )
    return environment


def _shown(value: object) -> object:
    """Every printed string without characters that act; what is already safe markup stays."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
