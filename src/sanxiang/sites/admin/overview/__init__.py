"""概览: the way into every subject.

Must never: show a subject to somebody who does not work with it.
"""
