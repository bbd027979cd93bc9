"""权责: the rows that the public reads as lists and that drive the cases.

Words: 权力事项 = PowerItem (a row is one version), 起草、报审、审定 = draft, submit, approve,
法律依据 = PowerBasis, 裁量基准 = Benchmark, 裁量阶次 = BenchmarkTier, 法制审核目录 = ReviewRule.
Doors: `services`, `selectors`; adapters give `rules.review` and `rules.discretion` their values.
Serves: 行政处罚法第五条、第三十四条、第三十九条、第五十八条; 国办发〔2018〕118号（四）（十二）.
Must never: know a case; let a row that is not in force drive anything; change what was approved.
"""
