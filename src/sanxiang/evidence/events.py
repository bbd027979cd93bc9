"""证据事件."""

from __future__ import annotations

from sanxiang.ledger.events import register

STORED = "evidence.stored"
INVALIDATED = "evidence.invalidated"
CONFIRMED = "evidence.confirmed"
VERIFIED = "evidence.verified"
DAMAGED = "evidence.damaged"

register(
    {
        STORED: "{actor}存入{number}（{name}），摘要{sha256}",
        INVALIDATED: "{actor}将{number}标记无效：{reason}",
        CONFIRMED: "{actor}查证{number}属实：{note}",
        VERIFIED: "{actor}校验{number}，内容与摘要一致",
        DAMAGED: "{actor}校验{number}，未通过：{message}",
    }
)
