"""清单事项: the agency's 音像记录事项, 随机抽查事项 and 法制审核目录, drafted by its administrator, approved by its head.

Must never: run a draft; change what was approved.
"""
