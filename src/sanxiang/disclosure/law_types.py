"""法规的公示内容: a law with its wordings, as a snapshot holds it."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ArticleData(TypedDict):
    article: int
    suffix: int
    #: 第三十三条之一
    label: str
    chapter: str
    text: str
    #: the day on which it takes effect, where that is not the day of the rest (分别施行)
    starts_on: NotRequired[str]


class WordingData(TypedDict):
    """文本: one wording of a law; in force from `effective_from` to `effective_to`, both inclusive, "" = not known or open.

    What was published before the keys marked NotRequired existed lacks them.
    """

    version_date: str
    effective_from: str
    articles: list[ArticleData]
    effective_to: NotRequired[str]
    document_no: NotRequired[str]
    #: short title of the law that ended it
    ended_by: NotRequired[str]
    #: the source says that it no longer applies, whether or not the day is known
    expired: NotRequired[bool]
    #: only some of its articles are held
    extract: NotRequired[bool]


class LawData(WordingData):
    """A law in the wording that applied when it was published, or in its last."""

    title: str
    short_title: str
    level: str
    issuer: str
    #: all the other wordings held, the newest first
    wordings: NotRequired[list[WordingData]]
