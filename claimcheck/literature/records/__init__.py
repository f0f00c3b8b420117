"""Records of works in the forms in which services and bulk files give them, read into `Work`s."""
