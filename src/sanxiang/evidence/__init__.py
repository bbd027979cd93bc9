"""证据: what an officer gathered, kept byte for byte, numbered per case, checkable at any time.

Words: 证据 = EvidenceItem, 原始文件 = EvidenceObject, 派生文件 = Derivative, 证明目的 = purpose, 提取 = taken,
校验 = verify (do the bytes still have their digest?), 查证属实 = confirm (does it say the truth?),
标记无效 = mark_invalid.
Serves: 行政处罚法第四十六条 (eight kinds; confirmed before use; illegal evidence excluded), 第四十七条;
国办发〔2018〕118号 (七)(九).
Must never: delete, replace or rename a file, number evidence with gaps, serve an original inline,
or trust a file's name over its bytes.
"""
