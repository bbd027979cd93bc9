"""案件内容: what the cases of the demo city are about, as data, and how a case is brought through the acts.

`*.toml` hold the violations (texts with blanks) and the tales (what fills them); `tales` reads them, `script` plays
them, `scenes` and `scans` draw the evidence. Every person, firm and event is invented.
"""
