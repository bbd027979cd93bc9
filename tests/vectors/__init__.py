"""Our own vectors of the ledger, made by `python -m tests.vectors.generate` and compared by a test."""
