"""法: what the law asks, as pure functions and data. No Django, clock, randomness or I/O.

Words: 判断 verdict · 案情事实 facts · 工作日历 calendar · 期限 periods · 程序 procedure · 环节 step · 行为 act ·
守则 guards · 法制审核 review · 公示 disclosure · 遮蔽 masking · 裁量 discretion · 文书 documents ·
识别码 identifiers · 金额 money · 引证 citations · 合法性证明 proof · 流程图 flowchart.

Articles: 行政处罚法 (2021) 第五条至第九条, 第二十八条至第四十九条, 第五十四条至第七十三条, 第八十五条; the
guiding opinion 国办发〔2018〕118号; 民事诉讼法 第八十五条至第九十五条; 政府信息公开条例 第十四条至第十七条;
信用修复管理办法. Local and unconfirmed numbers are defaults with a flag (P, L, U), never constants.

Must never: import anything but the standard library and itself, read a clock, answer None for
"unknown", or raise for a legal "no" (the answer is a `Verdict` with reasons).
"""
