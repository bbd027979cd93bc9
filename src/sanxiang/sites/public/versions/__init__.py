"""历次版本: what was published before, and what changed, for power items and laws (ux P7).

Must never: compare with anything that was not published.
"""
