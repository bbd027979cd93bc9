"""单位管理: what administrators keep: so far the style guide.

Words: 样式手册 = styleguide.
Must never: change a case, or show anything to somebody who is not an administrator.
"""
