"""What the search returns."""

from __future__ import annotations

from dataclasses import dataclass

from sanxiang.rules.citations import Place


@dataclass(frozen=True, slots=True)
class Citation:
    """引用: `text[start:end]` cites `place` (to `until`) of `law`, or the document `number`.

    In a list each place is a citation of its own; the first holds the name, the others inherit the law.
    """

    start: int
    end: int
    #: the law as written here, without book marks: 本法, 证券法; "" where it is inherited
    written: str
    #: the law meant, as its full name stands in the text; "" for a bare document number
    law: str
    place: Place | None = None
    #: last place of a range 第十条至第十二条
    until: Place | None = None
    #: 国办发〔2018〕118号, with 〔〕 and no blanks; of a law where the text gives it beside the title
    number: str = ""
    #: year of the wording that the text names (2016年修订); 0 = none
    edition: int = 0
    #: the text itself says which law; False = concluded from the sentence around it
    sure: bool = True

    def __str__(self) -> str:
        if not self.law:
            return self.number
        reach = f"至{self.until}" if self.until else ""
        return f"《{self.law}》{self.place or ''}{reach}"
