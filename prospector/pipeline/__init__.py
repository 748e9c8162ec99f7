"""The target: naming, the list of 20, stages."""
