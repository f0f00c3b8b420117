"""Training of the weights that ship; needs marked articles, not the network."""
