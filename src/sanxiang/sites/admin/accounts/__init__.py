"""账户: opened by the system administrator, given roles by the security administrator (三员分立).

Words: 首次密码 = first password (shown once, kept nowhere), 三员分立 = ADMINISTRATORS.
Must never: show a password again, or let anybody keep the own account.
"""
