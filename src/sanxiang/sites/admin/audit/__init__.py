"""审计: who did what, when, to what, out of the ledger; who signed in, from where.

Words: 操作日志 = ledger entries, 登录记录 = sign_ins.
Must never: show what persons outside the agencies of the reader did, or change anything.
"""
