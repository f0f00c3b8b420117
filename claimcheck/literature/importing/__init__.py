"""Files of records read as a stream of works."""
