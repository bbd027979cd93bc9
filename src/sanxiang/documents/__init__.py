"""文书: drafts, numbers, typesets, seals and freezes the papers of a case, and says whether one is genuine.

Words: 文书 = Document, 稿次 = Revision, 文号 = number, 文号序列 = NumberSeries, 签章 = seal / sign, 文书模板 = template,
核验 = authenticity, 送达回证 = D31. What each code is: `catalogue.py`; its fields: `rules.documents`.
Serves: 行政处罚法第三十九条, 第四十七条, 第五十二条, 第五十九条; GB/T 9704-2012; 国办发〔2018〕118号 (七).
Must never: read text as markup, leave a gap in a number series, change what is signed (a mistake is put right
by another document), print a box for a character no font has, or pass a demonstration seal off as a real one.
"""
