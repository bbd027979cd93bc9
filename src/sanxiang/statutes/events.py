"""事件."""

from __future__ import annotations

from sanxiang.ledger import events

IMPORTED = "statutes.imported"

DATE_CORRECTED = "statutes.date_corrected"

events.register(
    {
        IMPORTED: "{actor}导入法规{stored}部、条文{articles}条",
        DATE_CORRECTED: "{actor}更正《{law}》（{version}）的施行日期为{effective}：{reason}",
    }
)
