"""Tests of the ledger: tree, formats, appending, sequencing, audit, verification."""
