"""People and register entries that are of nobody: for the demo and for training."""
