"""机构: the tree of agencies, and the acts by which one enters the register, changes its name, ends.

Must never: let an agency approve itself; show an entry outside the scope.
"""
