"""文书事件."""

from __future__ import annotations

from sanxiang.ledger.events import register

DRAFTED = "document.drafted"
ISSUED = "document.issued"
SIGNED = "document.signed"
SERVED = "document.served"
VOIDED = "document.voided"

register(
    {
        DRAFTED: "{actor}拟《{title}》第{version}稿",
        ISSUED: "{actor}制发《{title}》{number}",
        SIGNED: "{actor}签章《{title}》{number}，文件摘要{sha256}",
        SERVED: "{actor}记录《{title}》{number}于{served_on}送达",
        VOIDED: "{actor}作废《{title}》{number}：{reason}",
    }
)
