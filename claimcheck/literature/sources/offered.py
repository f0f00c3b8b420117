"""The sources that can be asked: those shipped, and those that other installed packages offer."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.literature.source import Source
from claimcheck.literature.sources import (
    clinicaltrials,
    crossref,
    crossref_updates,
    doi_handles,
    doi_records,
    europepmc,
    europepmc_full_text,
    europepmc_references,
    openalex,
    pmc_full_text,
    pmc_ids,
    pubmed_fetch,
    pubmed_links,
    pubmed_search,
    semantic_scholar,
    unpaywall,
)
from claimcheck.model import Problem
from claimcheck.registry import load_plugins

GROUP = "claimcheck.sources"
_SHIPPED = (
    ("pubmed", pubmed_fetch.SOURCE, True),
    ("pubmed-search", pubmed_search.SOURCE, True),
    ("europepmc", europepmc.SOURCE, True),
    ("crossref", crossref.SOURCE, True),
    ("clinicaltrials", clinicaltrials.SOURCE, True),
    ("doi", doi_handles.SOURCE, True),
    ("doi-records", doi_records.SOURCE, True),
    ("europepmc-full-text", europepmc_full_text.SOURCE, True),
    ("pmc-full-text", pmc_full_text.SOURCE, True),
    ("pmc-ids", pmc_ids.SOURCE, False),
    ("openalex", openalex.SOURCE, False),
    ("unpaywall", unpaywall.SOURCE, False),
    ("semantic-scholar", semantic_scholar.SOURCE, False),
    ("crossref-updates", crossref_updates.SOURCE, False),
    ("pubmed-links", pubmed_links.SOURCE, False),
    ("europepmc-references", europepmc_references.SOURCE, False),
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A source under the name by which it is asked for in the configuration; `on` says whether it is asked without that."""

    name: str
    source: Source
    on: bool


def available() -> tuple[tuple[Offered, ...], tuple[Problem, ...]]:
    """The sources shipped, in the order in which they are asked, then those of other packages, which are on once installed.

    A plugin that cannot be loaded, is no source or takes a name that is taken is left out with a problem.
    """
    offered = [Offered(*entry) for entry in _SHIPPED]
    plugins = load_plugins(GROUP)
    problems = list(plugins.problems)
    taken = {entry.name for entry in offered}
    for name, plugin in plugins.found:
        if not isinstance(plugin, Source):
            problems.append(Problem("plugins", f"plugin {name} is no source: it must be a claimcheck.literature.source.Source", GROUP))
        elif name in taken:
            problems.append(Problem("plugins", f"plugin {name} is left out: a source of this name is there already", GROUP))
        else:
            taken.add(name)
            offered.append(Offered(name, plugin, True))
    return tuple(offered), tuple(problems)
