"""日历: the working days of each year, changed by a notice, with the periods that move shown before.

Words: 通知 = notice, 暂定 = provisional.
Must never: change a day without showing first which periods move, or name more of a case than its number.
"""
