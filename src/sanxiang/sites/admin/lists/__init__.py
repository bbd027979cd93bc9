"""清单: what the portal does not say yet, its publication by the agency's head, and the lists as files.

Must never: publish for another agency; keep a list apart from the rows that run.
"""
