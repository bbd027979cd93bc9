"""账本: the append-only Merkle log in which every act leaves one entry, and the means to check it offline.

Words: 账本记录 = Entry, 叶 = leaf, 承诺 = commitment, 排序 = sequence, 检查点 = checkpoint, 证明 = proof,
审计 = audit, 验证包 = bundle, 依法删除 = erasure.
Serves: 国办发〔2018〕118号 (九) 防删改; 档案法 37, 39; 个人信息保护法 47 (erasure keeps the log verifiable).
Formats: RFC 6962 SHA-256 tree; C2SP tlog-tiles, signed-note, tlog-checkpoint, tlog-proof, tlog-policy.
Must never: hold personal data in a leaf, know a room above it, change a sequenced entry, sign a smaller tree
than one already published, or read the clock.
"""
