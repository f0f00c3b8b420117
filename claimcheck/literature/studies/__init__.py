"""How a work was done, read from its record."""
