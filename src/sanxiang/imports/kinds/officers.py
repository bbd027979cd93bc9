"""执法人员和执法证件 (law annex 1.10): one row is one person with the credential held."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sanxiang.disclosure.types import SnapshotKind
from sanxiang.exams.services import leave_post
from sanxiang.imports.kinds.base import AGENCY, BATCH, KeeperBase, free, not_published, only
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import code, day, line, one_of, several, yes
from sanxiang.kernel import InvalidInput, local_date
from sanxiang.registry import bulk, services
from sanxiang.registry import selectors as registry
from sanxiang.registry.choices import CREDENTIAL_KINDS, CREDENTIAL_STATUSES, OFFICER_DUTIES
from sanxiang.registry.local import binding_formats, credential_formats
from sanxiang.registry.services import CREDENTIAL_FIELDS, OFFICER_FIELDS
from sanxiang.registry.types import CredentialView, OfficerView
from sanxiang.rules.local_values import check_number

_NUMBER = Column("number", "执法证号", code, ("执法证件号", "证件编号", "执法证编号", "证号"), "53990001001")
_CREDENTIAL = (
    Column("kind", "证件种类", one_of(CREDENTIAL_KINDS), ("执法证件种类",), "行政执法证", "、".join(CREDENTIAL_KINDS.values())),
    Column("enforcement_fields", "执法类别", several, ("执法领域", "执法门类"), "生态环境", "多个用顿号分开"),
    Column("area_code", "执法区域代码", code, ("区划代码",), "539900", "GB/T 2260"),
    free("area_name", "执法区域", "执法范围", example="云屏市"),
    free("issuer", "发证机关", "发证单位", example="云屏市司法局"),
    Column("valid_from", "有效期自", day, ("发证日期", "有效期起", "发证时间"), "2024-01-01"),
    Column("valid_to", "有效期至", day, ("有效期止", "截止日期", "有效期限"), "2028-12-31"),
    Column("status", "证件状态", one_of(CREDENTIAL_STATUSES), ("状态",), "有效", "、".join(CREDENTIAL_STATUSES.values())),
)  # fmt: skip
#: what a new credential must say
_NEEDED = ("number", "enforcement_fields", "area_code", "area_name", "issuer", "valid_from", "valid_to")
#: the same columns in a table of officers, where a row may lack a credential
_BESIDE = tuple(replace(c, needed_with=_NUMBER.title) if c.name in _NEEDED else c for c in _CREDENTIAL)
#: why a credential was taken back, as its act says
_LEFT = "人员名册登记离岗"
#: how a post ends, and no name does
_POST = re.compile(r"(?:科员|主办|主任|调研员|执法员|监察员|队员|[局处科所队]长)$")
_TITLES = {c.name: c.title for c in (_NUMBER, *_CREDENTIAL)}


class OfficerKeeper(KeeperBase):
    """Keeps officers; a new one with the credential of the row."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        #: agency → name of a unit → its id
        self._units: dict[UUID, dict[str, UUID]] = {}
        #: agency and name → numbers of the credentials → what ended as the person left
        self._left: defaultdict[tuple[UUID, str], dict[frozenset[str], list[str]]] = defaultdict(dict)

    def resolve(self, values: Values) -> Values:
        agency, name = self.agency(values.pop("agency")), values.pop("unit")
        if agency not in self._units:
            self._units[agency] = {unit.name: unit.id for unit in registry.units(agency)}
        unit = self._units[agency].get(name)
        if unit is None and (said := values["name"]) in self._units[agency]:
            raise InvalidInput(
                ("unit", f"“内设机构”和“姓名”两列像是放反了：“{said}”是内设机构，请对调这两列后再导入")
            )
        if unit is None:
            raise InvalidInput(("unit", f"该单位没有内设机构“{name}”，请先导入内设机构，或者改正名称"))
        if _POST.search(values["name"]) and not _POST.search(values.get("post", "")):
            said = f"“姓名”和“职务”两列像是放反了：“{values['name']}”是职务，请对调这两列后再导入"
            raise InvalidInput(("name", said))
        return values | {"agency": agency, "unit_id": unit}

    def find(self, values: Values) -> Held | None:
        return _find(registry.officers(values["agency"], name=values["name"]), values)

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        people = defaultdict(list)
        for officer in registry.officers_named({v["agency"] for v in rows}, {v["name"] for v in rows}):
            people[officer.agency_id, officer.name].append(officer)
        same = Counter((v["agency"], v["name"]) for v in rows)
        if any(not v.get("number") and same[v["agency"], v["name"]] > 1 for v in rows):
            raise InvalidInput(("name", "同名的人员须逐行核对"))
        return [_find(people[v["agency"], v["name"]], v) for v in rows]

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Rows of one name with several numbers, each taken for another person's; and what ends with a leaving."""
        first: dict[tuple[str, str], int] = {}
        for at, values in rows:
            before = first.setdefault((values["agency"], values["name"]), at)
            if before != at:
                said = f"与第{before}行同名、证号不同，按两个人登记；同一人的另一件证件请在“执法证件”中导入"
                yield at, "name", said
            if ended := self._ended(values):
                yield at, "left_on", f"离岗的：{'、'.join(ended)}"
        yield from _unlike_the_default(rows)

    def create(self, values: Values) -> UUID:
        own, card = _parts(values)
        left_on = own.pop("left_on", None)
        key = services.create_officer(actor=self.scope.actor, now=self.scope.now, **own)
        if card:
            if holder := registry.holder_of(card["number"]):
                said = f"证号{card['number']}已经是{holder.agency_name}{holder.name}的证件，请核对证号和姓名"
                raise InvalidInput(("number", said))
            services.create_credential(actor=self.scope.actor, now=self.scope.now, officer=key, **card)
        self._leave(key, left_on)
        return key

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        people = [_parts(values) for values in rows]
        days = [own.pop("left_on", None) for own, _ in people]
        keys = bulk.create_officers(actor=self.scope.actor, now=self.scope.now, rows=people)
        for key, left_on in zip(keys, days, strict=True):
            self._leave(key, left_on)
        return keys

    def update(self, key: UUID, changes: Values) -> None:
        if not changes.keys() <= set(OFFICER_FIELDS):
            raise InvalidInput(("number", "已登记人员的新证件和证件变更，请在“执法证件”中导入"))
        left_on = None
        if "left_on" in changes and registry.get_officer(key).in_post_on(local_date(self.scope.now)):
            left_on = changes.pop("left_on")
        elif "left_on" in changes and not changes["left_on"]:
            raise InvalidInput(
                ("left_on", "离岗时已收回证件、停用账户，不能撤销；重新上岗的，请另行登记人员并申领证件")
            )
        if changes:
            services.update_officer(actor=self.scope.actor, now=self.scope.now, officer=key, **changes)
        self._leave(key, left_on)

    def remove(self, key: UUID) -> None:
        not_published(SnapshotKind.OFFICER, registry.get_officer(key).public_id)
        services.remove_officer(actor=self.scope.actor, now=self.scope.now, officer=key)

    def _leave(self, key: UUID, left_on: date | None) -> None:
        """As on screen: nobody who has left keeps a credential, whichever way the day came in."""
        if left_on is None:
            return
        try:
            ended = leave_post(
                actor=self.scope.actor, now=self.scope.now, officer=key, on=left_on, reason=_LEFT
            )
        except InvalidInput as refused:
            raise InvalidInput(*(("left_on", text) for _, text in refused.problems)) from None
        officer = registry.get_officer(key)
        numbers = frozenset(c.number for c in officer.credentials)
        self._left[officer.agency_id, officer.name][numbers] = ended

    def _ended(self, values: Values) -> list[str]:
        """What ended with the leaving that this row records; of namesakes, that of the row's credential."""
        agency = self.known(values["agency"]) if values.get("left_on") else None
        told = self._left.get((agency.id, values["name"]), {}) if agency else {}
        number = values.get("number")
        return next((ended for held, ended in told.items() if not number or number in held), [])


def _unlike_the_default(rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
    """Numbers that look unusual, while the city has set no format that would refuse them."""
    if not binding_formats():
        formats = credential_formats()
        for at, values in rows:
            if number := values.get("number"):
                for reason in check_number(number, formats, default=True).reasons:
                    yield at, "number", reason.text


class CredentialKeeper(KeeperBase):
    """Keeps credentials of officers who are registered."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        #: number of a credential → whose it is
        self._holders: dict[str, UUID] = {}

    def resolve(self, values: Values) -> Values:
        agency, name = self.agency(values.pop("agency")), values.pop("name")
        found = registry.officers(agency, name=name)
        holder = next((o for o in found if _credential(o, values["number"])), None)
        if holder is None and len(found) != 1:
            said = (
                "没有登记这名执法人员" if not found else f"本单位有{len(found)}名{name}，请在“执法人员”中登记"
            )
            raise InvalidInput(("name", said))
        self._holders[values["number"]] = (holder or found[0]).id
        return values | {"officer": self._holders[values["number"]]}

    def find(self, values: Values) -> Held | None:
        held = _credential(registry.get_officer(values["officer"]), values["number"])
        if held is None:
            return None
        return Held(held.id, _card(held) | {"officer": values["officer"]})

    def doubts(self, rows: Sequence[tuple[int, Values]]) -> Iterable[tuple[int, str, str]]:
        """Credentials of one person and kind that the file has in force on the same days; the longest then counts."""
        terms: defaultdict[tuple[UUID, str], list[tuple[date, date, int]]] = defaultdict(list)
        for at, values in rows:
            since, until = values.get("valid_from"), values.get("valid_to")
            if since and until and values.get("status", "valid") == "valid":
                same = terms[self._holders[values["number"]], values.get("kind", "enforcement")]
                crossed = (n for begin, end, n in same if begin <= until and since <= end)
                if (other := next(crossed, None)) is not None:
                    said = f"与第{other}行的有效期重叠，同日有效的以有效期最长的为准；换发的请把旧证的状态改为已注销"
                    yield at, "valid_from", said
                same.append((since, until, at))
        yield from _unlike_the_default(rows)

    def create(self, values: Values) -> UUID:
        InvalidInput.if_any(
            (name, f"新的证件请填写{_TITLES[name]}") for name in _NEEDED if not values.get(name)
        )
        return services.create_credential(actor=self.scope.actor, now=self.scope.now, **values)

    def update(self, key: UUID, changes: Values) -> None:
        services.update_credential(actor=self.scope.actor, now=self.scope.now, credential=key, **changes)

    def remove(self, key: UUID) -> None:
        services.remove_credential(actor=self.scope.actor, now=self.scope.now, credential=key)


def _find(found: Sequence[OfficerView], values: Values) -> Held | None:
    """Whom a row is about, among those of the same name in the agency."""
    number = values.get("number")
    holder = next((o for o in found if number and _credential(o, number)), None)
    if holder is None:
        # a number that nobody holds is a new person's, unless it is for one who holds none yet
        found = [o for o in found if not (number and o.credentials)]
    if holder is None and len(found) > 1:
        raise InvalidInput(("name", f"本单位有{len(found)}名{values['name']}，请填写执法证号"))
    officer = holder or (found[0] if found else None)
    return _held(officer, number) if officer else None


def _parts(values: Values) -> tuple[Values, Values]:
    """The person and the credential of a row; raises InvalidInput for half a credential, or a qualification without number (58)."""
    card = only(values, ("number", *CREDENTIAL_FIELDS))
    if card:
        InvalidInput.if_any(
            (name, f"填写了证件的，请填写{_TITLES[name]}") for name in _NEEDED if not card.get(name)
        )
    if values.get("legal_certificate_no"):
        values = {"legally_qualified": True} | values
    elif values.get("legally_qualified"):
        raise InvalidInput(("legal_certificate_no", "取得法律职业资格的，请填写证书编号和取得日期"))
    own = only(values, ("agency", *OFFICER_FIELDS)) | {"unit": values["unit_id"]}
    del own["unit_id"]
    return own, card


def _held(officer: OfficerView, number: str | None) -> Held:
    values = {name: getattr(officer, name) for name in OFFICER_FIELDS} | {"agency": officer.agency_id}
    held = _credential(officer, number) if number else None
    return Held(officer.id, values | (_card(held) if held else {}))


def _card(held: CredentialView) -> Values:
    """A credential as its columns would give it."""
    values = {name: getattr(held, name) for name in ("number", *CREDENTIAL_FIELDS)}
    return values | {"enforcement_fields": list(held.enforcement_fields)}


def _credential(officer: OfficerView, number: str) -> CredentialView | None:
    return next((c for c in officer.credentials if c.number == number), None)


OFFICERS = Kind(
    code="officers",
    title="执法人员",
    intro="一行一人，连同所持执法证件。没有证件的人也可以登记，但不能被指派办案。",
    columns=(
        AGENCY,
        free("unit", "内设机构", "科室", "所在机构", "处室", required=True, example="综合执法一科"),
        Column("name", "姓名", line, ("执法人员姓名", "人员姓名"), "李文清", required=True),
        free("post", "职务", "职务职级", "岗位", required=True, example="四级主任科员"),
        Column(
            "duty",
            "人员类别",
            one_of(OFFICER_DUTIES),
            ("人员身份", "人员性质"),
            "行政执法人员",
            "、".join(OFFICER_DUTIES.values()) + "；不填为行政执法人员",
        ),
        free("phone", "联系电话", "电话", "手机"),
        Column("legally_qualified", "法律职业资格", yes, ("是否取得法律职业资格", "是否通过法考"), "是"),
        Column(
            "legal_certificate_no",
            "法律职业资格证书编号",
            code,
            ("法律职业资格证号", "法考证书编号"),
            "A20205399000001",
            "取得法律职业资格的必填",
        ),
        Column(
            "legal_certified_on",
            "法律职业资格取得日期",
            day,
            ("法律职业资格证书日期",),
            "2020-03-01",
            "取得的必填",
        ),
        Column(
            "left_on",
            "离岗日期",
            day,
            ("离职日期",),
            "",
            "与网页上登记离岗相同：收回证件、终止申领、停用账户；不能晚于今天",
        ),
        _NUMBER,
        *_BESIDE,
    ),
    key=("agency", "name", "number"),
    keeper=OfficerKeeper,
    batch=BATCH,
)
CREDENTIALS = Kind(
    code="credentials",
    title="执法证件",
    intro="换发、暂扣、注销和年检后的证件。人员要先登记。",
    columns=(
        AGENCY,
        Column("name", "姓名", line, ("持证人", "执法人员姓名"), "李文清", required=True),
        Column("number", "执法证号", code, _NUMBER.also, _NUMBER.example, required=True),
        *_CREDENTIAL,
    ),
    key=("number",),
    keeper=CredentialKeeper,
)
