"""页脚: what a government site must show on every page (国办发〔2017〕47号), and what of it is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the footer; `problem` says what is wrong with it, and so how to mend it."""

    label: str
    value: str
    #: where it was set: here, or the variable of the server's environment
    source: str
    problem: str = ""
    url: str = ""


#: key of the site's settings, label, variable, how a right value looks, in words
_SAID = (
    ("name", "网站名称", "SANXIANG_SITE_NAME", r".{4,}", "至少4个字"),
    ("owner", "主办单位", "SANXIANG_SITE_OWNER", r".{4,}", "写主办单位的全称"),
    ("operator", "承办单位", "SANXIANG_SITE_OPERATOR", r".{4,}", "写承办单位的全称"),
    ("phone", "联系方式", "SANXIANG_SITE_PHONE", r"[\d\-—（）() 转]{7,}", "写有人接听的电话"),
    ("id_code", "网站标识码", "SANXIANG_SITE_ID_CODE", r"[0-9A-Za-z]{10}", "政府网站标识码为10位"),
    ("icp", "ICP备案号", "SANXIANG_SITE_ICP", r".+ICP备\d+号(-\d+)?", "如“黔ICP备12345678号-1”"),
    (
        "police",
        "公安机关备案号",
        "SANXIANG_SITE_POLICE",
        r".+公网安备\s?\d{14}号",
        "如“贵公网安备52050202000000号”",
    ),
)
_PAGES = (
    ("网站地图", "/sitemap/"),
    ("无障碍说明", "/accessibility/"),
    ("联系我们", "/contact/"),
    ("网站纠错", "/correction/"),
)


#: how the texts end with which a site begins before anybody has set them (config.env)
UNSET = "待设定"

#: key → label of what is set here
LABELS: dict[str, str] = {key: label for key, label, *_ in _SAID} | {"note": "提示语"}


def footer(
    site: Mapping[str, str], examples: Mapping[str, str], here: Mapping[str, str] | None = None
) -> list[Item]:
    """Every item with what is wrong.

    `examples`: the values of the demo by variable, which no real site may keep; `here`: what was set on the page.
    """
    items = [
        Item(
            label,
            site[key],
            "本页设定" if key in (here or {}) else variable,
            _problem(site[key], form, said, examples.get(variable, "")),
        )
        for key, label, variable, form, said in _SAID
    ]
    return items + [Item(label, "已有", "软件自带", url=url) for label, url in _PAGES]


def set_text(value: str) -> str:
    """The value, "" where nobody has set one yet."""
    return "" if value.strip().endswith(UNSET) else value.strip()


def fault(key: str, value: str) -> str:
    """What is wrong with a value that somebody types, "" = nothing; an optional one may be empty."""
    for own, _, _, form, said in _SAID:
        if own == key and value.strip():
            return _problem(value, form, said, "")
    return ""


def hint(key: str) -> str:
    """How a right value looks."""
    return next((said for own, _, _, _, said in _SAID if own == key), "")


def _problem(value: str, form: str, said: str, example: str) -> str:
    if not set_text(value):
        return f"没有填写，{said}"
    if value == example:
        return "还是演示城市的内容，请换成本地的"
    return "" if re.fullmatch(form, value) else f"写法不对，{said}"
