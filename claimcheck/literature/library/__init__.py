"""The local library: works in one directory, searched by words and filters."""
