"""给工作台看的: what the desk's pages show, gathered across rooms; nothing here writes.

`inbox` 待办 · `case_list` 案件列表 · `case_page` 案件页 · `review_page` 审核台 · `publication_page` 公示 · `public_pdf` 公示文本 · `turns` 轮到谁 · `provenance` 来历 · `impact` 影响.
"""

from sanxiang.flows.reading.inbox import inbox
from sanxiang.flows.reading.listing import case_list
from sanxiang.flows.reading.page import case_page
from sanxiang.flows.reading.publication import public_pdf, publication_page
from sanxiang.flows.reading.review import review_page
from sanxiang.flows.reading.turn import Turn, turns

__all__ = [
    "Turn",
    "case_list",
    "case_page",
    "inbox",
    "public_pdf",
    "publication_page",
    "review_page",
    "turns",
]
