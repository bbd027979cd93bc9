"""网站: HTML for one audience each. Views parse, call one act or one selector, and render.

Words: 门 = door (who may open a view), 外观 = design (shared look), 账户 = accounts (login, display modes).
Must never: decide anything about the law, or let one audience's site import another's.
"""
