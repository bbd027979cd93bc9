"""法规: laws as they stood on any date, down to item 项.

Words: 法律法规规章 = Law, 版本 = LawVersion, 条款项 = Provision, 法律依据 = legal_basis.
Must never: know who enforces; change a version once it is in force.
"""
