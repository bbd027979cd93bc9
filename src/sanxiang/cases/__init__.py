"""案件: the case, who handles it, what happened in it, what is proposed, what is due.

Words: 案件 = Case, 承办人 = Handler, 案件事项 = CaseEvent, 拟处理意见 = Proposal, 办案时钟 = Clock.
Serves: 行政处罚法第四十二条至第六十七条.
Must never: judge whether an act is lawful (rules do), or be read by the public site.
"""
