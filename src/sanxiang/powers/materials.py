"""申请材料: one row for each paper that an applicant hands in (law annex 1.7, 服务指南)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError

FORMS = {"original": "原件", "copy": "复印件", "both": "原件和复印件"}
MEDIA = {"paper": "纸质", "electronic": "电子", "either": "纸质或者电子"}
SOURCES = {"applicant": "申请人自备", "government": "政府部门核发", "other": "其他"}
NEEDS = {"required": "必要", "conditional": "情形需要"}
MOST_COPIES = 99


@dataclass(frozen=True, slots=True)
class Material:
    """One paper. `form`, `medium` and `source` may be "" = not said; `note` says when a conditional one is needed."""

    name: str
    form: str = ""
    copies: int = 1
    medium: str = ""
    source: str = ""
    need: str = "required"
    note: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """材料名称, 形式和份数, 介质, 来源 and 要求, in words."""
        need = NEEDS[self.need] + (f"：{self.note}" if self.note else "")
        count = f"{FORMS.get(self.form, '')}{self.copies}份"
        return self.name, count, MEDIA.get(self.medium, ""), SOURCES.get(self.source, ""), need

    def __str__(self) -> str:
        """身份证，复印件1份，纸质，申请人自备，必要."""
        return "，".join(filter(None, self.cells))


def read_materials(rows: Iterable[Mapping[str, Any]]) -> tuple[Material, ...]:
    """Stored rows as values."""
    return tuple(Material(**row) for row in rows)


def stored(materials: Iterable[Material]) -> list[dict[str, Any]]:
    """Values as they are stored."""
    return [asdict(material) for material in materials]


def listed(materials: Iterable[Material]) -> str:
    """1. 身份证，复印件1份……, a line each."""
    return "\n".join(f"{n}. {material}" for n, material in enumerate(materials, start=1))


def check_materials(rows: Any) -> None:
    """Every row can be read and says what it may; raises ValidationError in Chinese."""
    try:
        materials = read_materials(rows)
    except TypeError:
        raise ValidationError("申请材料的格式不对") from None
    for n, m in enumerate(materials, start=1):
        if not m.name.strip():
            raise ValidationError(f"第{n}种申请材料没有名称")
        known = (m.form, {"", *FORMS}), (m.medium, {"", *MEDIA}), (m.source, {"", *SOURCES}), (m.need, NEEDS)
        if any(value not in allowed for value, allowed in known):
            raise ValidationError(f"第{n}种申请材料“{m.name}”的形式、介质、来源或者要求不在可选的范围内")
        if not 1 <= m.copies <= MOST_COPIES:
            raise ValidationError(f"第{n}种申请材料“{m.name}”的份数应为1至{MOST_COPIES}")
