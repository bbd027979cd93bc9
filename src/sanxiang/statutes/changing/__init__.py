"""法规变更: what one person enters on screen about a law and another approves; nothing runs before that.

Words: 变更 = change, 录入 = enter, 审定 = approve, 分别施行 = commencement, 来源 = source.
Must never: delete a law, a wording or a change; leave a replaced text unkept.
"""
