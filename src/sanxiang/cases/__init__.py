"""案件: the case, who handles it, what happened in it, what is proposed, what is due.

Words: 案件 = Case, 承办人 = Handler, 案件事项 = CaseEvent, 办案时钟 = Clock; its course, append-only: 审批 = Approval,
过程记录 = Record, 拟处理意见 = Proposal, 事先告知 = Notice, 陈述申辩 = Statement, 集体讨论 = Discussion,
决定 = Decision, 送达 = ServiceOfProcess, 履行 = Payment, 案件移交 = Handover.
Serves: 行政处罚法第四十二条至第六十七条.
Must never: judge whether an act is lawful (rules do), be read by the public site, or rewrite what is on file.
"""
