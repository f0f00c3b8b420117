"""A linter for health claims that reads the literature."""

__version__ = "0.1.0"
