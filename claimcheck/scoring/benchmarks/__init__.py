"""Public labelled sets, one file each: `run(folder, split)` puts a set through the stages of the product and gives its figures."""
