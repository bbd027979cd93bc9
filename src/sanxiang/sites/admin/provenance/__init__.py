"""来历: find a row of a register and see who entered and approved it, on which basis, what it drives.

Must never: show a row of an agency outside the scope of who asks.
"""
