"""历史处罚: the imported rows of an agency; what may hold names is looked at before it is shown, one row is withdrawn.

Must never: put a name into a message or an address.
"""
