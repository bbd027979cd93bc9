"""单位管理: where administrators keep agencies, people, powers, law, calendar and accounts.

Each subject is a package here with its own pages; `menu.py` lists the subjects in the order of the rail.
Words: 栏目 = subject, 样式手册 = styleguide, 三员 = ADMINISTRATORS (system, security, audit).
Must never: change a case, write a row except through the services of its room, or show another agency's rows (404).
"""
