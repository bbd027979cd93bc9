"""引用核对: what the citations in a text say, against the laws as they stood on a day.

Words: 引用核对 = cited, 所引条文 = CitedPlace, 引用状态 = CitedStatus, 法规通称 = law_names.csv.
Doors: `selectors.cited`, `selectors.cited_in`; the pure search is `rules.citing`.
Serves: 行政处罚法第三十七条（从旧兼从轻）, 第五十九条（载明依据）; 国办发〔2018〕118号（十一）法制审核.
Must never: correct a text; guess a law that the text does not name.
"""
