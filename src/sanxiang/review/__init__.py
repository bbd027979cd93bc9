"""法制审核: legal review of major decisions before they are made.

Words: 审核轮次 = Review, 审核要点 = Point, 审核意见 = opinion, 触发情形 = trigger, 送审材料 = materials.
Serves: 行政处罚法第五十八条; 国办发〔2018〕118号（十一）至（十四）.
Must never: know the case room, judge whether review is needed (rules.review does), change an opinion once issued.
"""
