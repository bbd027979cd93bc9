"""后台: background and periodic work, and the process that does it.

Words: 任务 = task (`tasks.py`), 工作进程 = worker (`worker.py`, which also runs the ledger's sequencer).
Flows and rooms defer a task by its name on commit; tasks call the same flows and services as a person would,
with `Actor.system(reason)`.
Must never: hold a rule of law, or keep state between two runs.
"""
