"""裁量基准: drafts with what is wrong with them, their lines mended, and approval onto a power item.

Must never: change a benchmark in force.
"""
