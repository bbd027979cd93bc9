"""培训考试的管理: the question bank and the examinations of officers, and what everybody reached.

Words: 试题 = question, 考试 = examination, 成绩 = results.
Must never: show the bank to anybody but the justice bureau; show results of another agency's officers.
"""
