"""What acts have in common: the runner, the case file, the facts, the papers, the progress page."""
