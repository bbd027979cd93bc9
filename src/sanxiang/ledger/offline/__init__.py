"""Verifiers that travel inside a bundle: Python from the standard library only, and plain JavaScript.

They share no code with the rest of the ledger on purpose: three verifiers that agree are worth more than one.
"""
