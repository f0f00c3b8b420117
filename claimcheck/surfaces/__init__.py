"""Ways into the checker: one line explained, a rule tried on its examples, spaCy components."""
