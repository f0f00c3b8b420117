"""One file a service: how it is asked and how its answers read."""
