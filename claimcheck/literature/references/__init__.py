"""From an entry of a reference list to the work it points to."""
