"""公示: what the public may read, as snapshots, and the account of what it may not read yet or at all.

Words: 公示 = Publication, 公示草稿 = Draft, 公示版本 = PublicationVersion, 公开目录 = Snapshot,
办理进度 = ProgressRecord, 文书真伪 = DocumentToken, 历史处罚 = HistoricalPenalty,
撤下 = withdrawal, 不予公开 = withheld, 修订号 = Revision.
Serves: 国办发〔2018〕118号（四）（六）; 行政处罚法第四十八条、第八十五条; 政府信息公开条例第十三条至第十七条.
Public tables (role sanxiang_public may read): disclosure_publication, _snapshot, _history, _token, _revision and,
without the password hash, _progress. Internal tables (it may not): disclosure_draft, _version, _progress_attempt.
Must never: read or reference a case, keep an unreleased word in a public table, let one person prepare and
release, or drop a withdrawn publication without a tombstone.
"""
