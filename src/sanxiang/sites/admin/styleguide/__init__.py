"""样式手册: every component of the shared look in all its states, with made-up content.

Must never: show anything real. It is the page on which accessibility and looks are tested.
"""
