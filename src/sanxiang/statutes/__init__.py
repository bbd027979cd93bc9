"""法规: laws as they stood on any date, down to item 项.

Words: 法规 = Law, 法规版本 = LawVersion, 条款 = Provision, 款 paragraph, 项 item, 节选 extract.
Doors: `services.import_laws`, `changing` (entered by one person, approved by another), `selectors.text_in_force`, `selectors.cited`; `parse` and `dates` are pure.
Serves: 行政处罚法第三十七条（从旧兼从轻）; 国办发〔2018〕118号（四）执法依据.
Must never: know who enforces; lose the wording of a version (a corrected text keeps the old one beside it).
"""
