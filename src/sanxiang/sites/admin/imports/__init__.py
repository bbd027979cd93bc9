"""导入: a table comes in, its columns are matched, it is tried, kept and, while nothing rests on it, undone.

Words: 试运行 = dry run, 对列 = columns, 导入批次 = run.
Must never: keep a row by itself (imports.services does), or show the run of another agency.
"""
