"""法规变动: laws that end while items rest on them, what that touches, and the drafts that move their bases.

Must never: move a basis without a person's word on each place.
"""
