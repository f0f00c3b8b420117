"""Figures: the checker held against gold."""
