"""清单: how each list and text stands, its editions to approval, filing and publication, and what the portal misses.

Must never: publish for another agency; keep a list apart from the rows that run.
"""
