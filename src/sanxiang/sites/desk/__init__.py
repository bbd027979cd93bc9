"""工作台: where the five people of a case do their work; every act of the procedure has a screen here.

A view parses, asks one flow or one reading, and answers with a page. What may be done is said by rules through
flows; a screen only shows it, before it blocks. Everything works without script: forms are posted and redirected.

`shell` the frame of every page · `links` addresses and what helps against a reason · `inbox` 待办 · `cases` 案件列表 ·
`register` 登记线索 · `case` 案件页 · `acts` 办理 · `papers` 文书 · `evidence` 证据 · `review` 法制审核 · `publish` 公示 · `exams` 资格考试.
"""
