"""导入: the registers are filled from the spreadsheets that agencies have.

One engine for the screen and the command line: read a table, match its columns, check every row, and then keep all
of it or nothing. A second import of the same file changes nothing; the last one can be undone while nothing rests
on it. What went in and what became of it is kept row by row, and the ledger tells it.

导入 run, 表 table, 列 column, 种类 kind, 试运行 dry run, 问题 problem, 撤销 undo.

Must never: store half a file; drop a row without saying so; write a table of another room itself.
"""
