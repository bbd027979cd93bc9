"""权力事项: draft, submit, approve and compare the versions of what an agency may do.

Must never: change what was approved; show a draft of another agency.
"""
