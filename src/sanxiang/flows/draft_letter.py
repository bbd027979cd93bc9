"""拟定执法责任书: post, powers and duties of an officer, written from what the agency runs today (118号（二十三）)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from sanxiang.kernel import Actor, local_date
from sanxiang.powers import selectors as powers
from sanxiang.registry import selectors as registry
from sanxiang.registry.letters import keep_letter
from sanxiang.rules.citations import to_numeral

_DUTIES = (
    "在法定职权和证件载明的执法类别、执法区域内执法，执法时不少于两人，主动出示执法证件。",
    "依法告知当事人的权利，对执法全过程进行记录，按期公示执法信息。",
    "重大执法决定在作出前提交法制审核，未经审核或者审核未通过的不作出决定。",
    "依照裁量基准行使裁量权，与案件有利害关系的主动回避。",
    "证件暂扣、过期或者年审不合格期间不执法，离岗时交回证件。",
)


def letter_text(officer: UUID, year: int, on: date) -> str:
    """The text of a letter, as the agency's items and the officer's credential are on a day. Raises NotFound."""
    person = registry.get_officer(officer)
    held = person.credential_on(on)
    fields = "、".join(held.enforcement_fields) if held else "（没有有效的执法证件）"
    items = powers.power_items(person.agency_id, on=on)
    kinds = "、".join(f"{label}{n}项" for label, n in Counter(i.kind_label for i in items).items())
    lines = [
        f"{person.agency_name}与{person.name}（{person.unit_name}{person.post}）签订{year}年度执法责任书。",
        f"一、执法岗位：{person.unit_name}，{person.post}。",
        f"二、执法类别：{fields}" + (f"；执法区域：{held.area_name}。" if held else "。"),
        f"三、执法权限：本机关权责清单所列事项{len(items)}项" + (f"，其中{kinds}。" if kinds else "。"),
        "四、执法责任：",
        *(f"（{to_numeral(n)}）{duty}" for n, duty in enumerate(_DUTIES, 1)),
        "五、违反上述责任的，依照《行政处罚法》等法律法规追究执法责任。",
    ]
    return "\n".join(lines)


def draft_letter(*, actor: Actor, now: datetime, officer: UUID, year: int) -> UUID:
    """Write and keep the letter of a year. Raises NotFound, InvalidInput."""
    return keep_letter(
        actor=actor, now=now, officer=officer, year=year, text=letter_text(officer, year, local_date(now))
    )
