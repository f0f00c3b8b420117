"""What the options and the configuration come to: rules loaded, a checker built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.config import Config, find_config
from claimcheck.errors import UsageError
from claimcheck.reports.plain import one_line

if TYPE_CHECKING:
    from claimcheck.checker import Checker
    from claimcheck.literature import Literature
    from claimcheck.model import Problem, Report, Ruleset

_OPTIONS = (
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules (id or name)."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (id or name)."),
    click.option(
        "--rules",
        "rules",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A folder with rules of your own, added to the shipped ones.",
    ),
    click.option("--jurisdiction", multiple=True, metavar="CODE", help="Turn on a regulator's rules: uk, eu, au."),
    click.option("--baseline", type=click.Path(path_type=Path), help="A baseline file: its findings do not count."),
    click.option(
        "--online/--offline",
        default=None,
        help="Ask services, or never touch the network (default: offline, but an address is fetched).",
    ),
    click.option("--library", type=click.Path(path_type=Path), help="The folder of a local library (see: claimcheck literature)."),
    click.option("--replay", type=click.Path(path_type=Path), help="Take the answers of services from a folder of recordings."),
    click.option("--record", type=click.Path(path_type=Path), help="Write the answers of services to a folder, for --replay."),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="A configuration file."),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
)


def checker_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide how articles are checked."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Settings:
    """The settings of a run; rules and checker are made when first asked for."""

    config: Config
    online: bool
    offline: bool
    replay: Path | None = None
    record: Path | None = None

    @cached_property
    def ruleset(self) -> Ruleset:
        """The shipped rules with the user's."""
        from claimcheck import ruleset

        return ruleset.load(extra=[Path(folder) for folder in self.config.rules])

    @cached_property
    def _opened(self) -> tuple[Literature, tuple[Problem, ...]]:
        from claimcheck.http import Asking
        from claimcheck.literature import Opening, open_literature

        cache = Path(self.config.cache) if self.config.cache else None
        asking = Asking(self.online, self.config.contact, self.replay, self.record, cache)
        library = Path(self.config.library) if self.config.library else None
        literature, problems = open_literature(Opening(asking, library, tuple(self.config.sources)), self.ruleset)
        for problem in problems:
            click.echo(f"claimcheck: {one_line(problem.message)}", err=True)
        return literature, problems

    @property
    def literature(self) -> Literature:
        """What may be asked about works (UsageError, LibraryError: a library, source or folder that cannot be used)."""
        return self._opened[0]

    @cached_property
    def checker(self) -> Checker:
        """The checker (UsageError where a rule or jurisdiction is not known)."""
        from claimcheck.checker import Checker

        rules = self.ruleset
        for name in (*self.config.select, *self.config.ignore):
            if rules.rule(name) is None:
                raise UsageError(f"no rule is called “{name}”{_near(name, rules)}; see: claimcheck rules list")
        known = {rule.jurisdiction for rule in rules.rules if rule.jurisdiction}
        for code in self.config.jurisdiction:
            if code not in known:
                raise UsageError(f"no rules for the jurisdiction “{code}”; one of {', '.join(sorted(known))}")
        return Checker(
            rules,
            jurisdictions=frozenset(self.config.jurisdiction),
            select=tuple(self.config.select),
            ignore=tuple(self.config.ignore),
            literature=self.literature,
            online=self.online,
        )

    def baselined(self, report: Report) -> Report:
        """The report with the baseline's findings marked."""
        if self.config.baseline is None:
            return report
        from claimcheck.verdicts import baseline

        return baseline.apply(report, baseline.read(Path(self.config.baseline)))


def settings_for(article: str, options: Mapping[str, Any]) -> Settings:
    """The configuration found from an article upward, with the options of the command line over it."""
    start = Path(article) if "://" not in article and article != "-" else Path.cwd()
    config = Config() if options["isolated"] else find_config(start, options["config_file"])
    return Settings(
        config=config.over(
            select=options["select"],
            ignore=options["ignore"],
            rules=tuple(str(folder) for folder in options["rules"]),
            jurisdiction=options["jurisdiction"],
            baseline=options["baseline"],
            library=str(options["library"]) if options["library"] else None,
        ),
        online=_online(config, options),
        offline=options["online"] is False,
        replay=options["replay"],
        record=options["record"],
    )


def _online(config: Config, options: Mapping[str, Any]) -> bool:
    """Whether services may be asked over the network; recordings stand in for it (UsageError: wishes that exclude each other)."""
    if options["replay"] and (options["online"] or options["record"]):
        raise UsageError("--replay takes recorded answers and asks nobody: leave out --online and --record")
    wanted = options["online"] if options["online"] is not None else bool(config.online)
    if options["record"] and not wanted:
        raise UsageError("--record keeps what services answer: give --online with it")
    return wanted and not options["replay"]


def _near(name: str, rules: Ruleset) -> str:
    import difflib

    close = difflib.get_close_matches(name, [n for rule in rules.rules for n in (rule.id, rule.slug)], 1)
    return f"; did you mean {close[0]}?" if close else ""
