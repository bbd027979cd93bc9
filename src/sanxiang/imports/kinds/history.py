"""历史处罚: decisions of earlier years, made outside this platform; an agency's own by its administrator, all others
by the justice bureau's. Names of natural persons are masked before anything is looked up or kept. The head of the
agency shows the rows; one that may name a further person only after having looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sanxiang.disclosure import selectors, services
from sanxiang.disclosure.types import HISTORY_TEXTS
from sanxiang.imports.kinds.base import AGENCY, BATCH, KeeperBase, free
from sanxiang.imports.types import Column, Held, Kind, Scope, Values
from sanxiang.imports.values import Reader, Unfit, code, day, line, money, one_of, text
from sanxiang.kernel import InvalidInput, local_date
from sanxiang.registry import selectors as registry
from sanxiang.registry.local import history_term
from sanxiang.registry.policies import may_administer_city
from sanxiang.rules.history import pending, shown_party, shown_until
from sanxiang.rules.masking import Protected
from sanxiang.rules.names import third_persons
from sanxiang.rules.terms import PartyKind

_PARTY_KINDS = {kind.value: kind.label for kind in PartyKind}
#: texts in which a person may be named
_MASKED = ("title", "violation", "facts", "basis", "penalty_kinds", "result", "source")
#: cells that give a value or, where they cannot be read, stay as text
_READ = {"amount": "amount_text", "decided_on": "decided_text", "published_on": "published_text"}
_KEPT = (
    "state", "digest", "agency_id", "agency_name", "document_no", "party_name", "party_kind", "expires_on", *_MASKED, *_READ, *_READ.values(),
)  # fmt: skip
#: fields of a row whose column is called otherwise
_COLUMNS = {"agency_name": "agency", "party_name": "party"}


def _or_text(read: Reader) -> Reader:
    """What the cell says; where it cannot be read, its text."""

    def lenient(cell: str) -> Any:
        try:
            return read(cell)
        except Unfit:
            return line(cell)

    return lenient


class HistoryKeeper(KeeperBase):
    """Masks, then keeps rows by what tells them apart in their source."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.city = may_administer_city(scope.actor)
        own = scope.actor.agency_id
        self.own = registry.get_agency(own) if own else None
        self.years = history_term()
        #: identity → the cells it came from, to tell rows that masking has made alike
        self.seen: dict[str, tuple[Any, ...]] = {}

    def resolve(self, values: Values) -> Values:
        if not any(values.get(name) for name in ("document_no", "violation", "facts")):
            raise InvalidInput(("document_no", "请填写决定书文号、违法行为或者违法事实"))
        masked, doubtful = self._masked(values)
        kept = masked | self._agency(values.get("agency", ""))
        kept["identity"] = _identity(kept, values.get("ref", ""))
        kept["digest"] = _digest(kept)
        kept["state"] = "held" if doubtful else "entered"
        cells = tuple(values.get(name) for name in HISTORY.key)
        if self.seen.setdefault(kept["identity"], cells) != cells:
            raise InvalidInput(
                (
                    "ref",
                    "与本表另一行无法区分（序号相同，或者文号、日期和隐名后的当事人相同），请填写不同的序号",
                )
            )
        return kept

    def find(self, values: Values) -> Held | None:
        return self.find_all([values])[0]

    def find_all(self, rows: Sequence[Values]) -> list[Held | None]:
        names = ("identity", *_KEPT)
        held = selectors.history_held([values["identity"] for values in rows], names)
        found = ((held.get(values["identity"]), values) for values in rows)
        return [Held(row[0], _as_decided(row[1], values)) if row else None for row, values in found]

    def create(self, values: Values) -> UUID:
        return self.create_all([values])[0]

    def create_all(self, rows: Sequence[Values]) -> list[UUID]:
        made = dict[str, list[tuple[int, Values]]]()
        for at, values in enumerate(rows):
            made.setdefault(self._provider(values), []).append((at, values))
        keys: dict[int, UUID] = {}
        for provider, own in made.items():
            new = services.add_history(provider=provider, rows=[values for _, values in own])
            keys |= dict(zip((at for at, _ in own), new, strict=True))
        return [keys[at] for at in range(len(rows))]

    def update(self, key: UUID, changes: Values) -> None:
        services.change_history(key=key, changes=changes)

    def remove(self, key: UUID) -> None:
        services.remove_history(key=key)

    def finish(self) -> None:
        services.show_history(now=self.scope.now)

    def doubt(self, values: Values) -> Iterable[tuple[str, str]]:
        """What the public page marks 待核, and what keeps a row from being shown."""
        masked, doubtful = self._masked(values)
        kept = masked | self._agency(values.get("agency", ""))
        for name, message in pending(kept).items():
            yield _COLUMNS.get(name, name), message
        if doubtful:
            said = "”“".join(doubtful)
            yield "facts", f"可能含有第三人姓名（“{said}”），请核对；在“历史处罚”里核对以前不公示"
        until = kept.get("expires_on")
        if until and until <= local_date(self.scope.now):
            yield "expires_on", f"公示期限{until}已经届满，登记以后不公示"

    def _agency(self, word: str) -> Values:
        found = self.known(word) if word else None
        if not word and not self.city:
            found = self.own
        if not self.city and (found is None or not self.scope.covers(found.id)):
            raise InvalidInput(
                ("agency", "只能导入本单位的历史处罚；其他机关的由司法行政机关的系统管理员导入")
            )
        return {
            "agency_id": found.public_id if found else "",
            "agency_name": found.name if found else word,
        }

    def _masked(self, values: Values) -> tuple[Values, tuple[str, ...]]:
        """The values as they may be kept, and the words in them that may be further names."""
        stated = values.get("party_kind")
        party = shown_party(values.get("party", ""), PartyKind(stated) if stated else None)
        named = (*party.persons, *shown_party(values.get("representative", ""), None).persons)
        known = Protected(persons=named).mask
        others = third_persons(known(values[name]) for name in _MASKED if name in values)
        hide = Protected(persons=(*named, *others.certain)).mask
        kept: Values = {name: hide(values[name]) for name in _MASKED if name in values}
        kept |= {name: values[name] for name in ("document_no", "expires_on") if name in values}
        if party.name:
            kept |= {"party_name": party.name, "party_kind": party.kind.value if party.kind else ""}
        for name, words in _READ.items():
            if name in values:
                read = not isinstance(values[name], str)
                kept[name] = values[name] if read else None
                kept[words] = "" if read else hide(values[name])
        if "expires_on" not in kept:
            kept["expires_on"] = shown_until(kept.get("decided_on"), kept.get("published_on"), self.years)
        return kept, others.doubtful

    def _provider(self, values: Values) -> str:
        """Whose word it is: the importing agency; on the command line the agency or the source of the row."""
        named = values["agency_name"] or values.get("source") or "本平台的管理单位"
        return self.own.name if self.own else str(named)[:100]


def _identity(kept: Values, ref: str) -> str:
    """A digest of what is public of a row, so that it tells nothing that is masked."""
    told = [ref] if ref else [kept.get("party_name"), kept.get("decided_on"), kept.get("decided_text")]
    if not ref and not kept.get("document_no"):
        told += [kept.get("violation"), kept.get("facts")]
    words = [kept["agency_name"], kept.get("source"), kept.get("document_no"), *told]
    return sha256("\x1f".join(str(word or "") for word in words).encode()).hexdigest()


def _digest(kept: Values) -> str:
    """Of the texts as the source has them, so that what a person masked afterwards is not unmasked by the same file."""
    return sha256("\x1f".join(str(kept.get(name) or "") for name in HISTORY_TEXTS).encode()).hexdigest()


def _as_decided(held: Values, values: Values) -> Values:
    """A kept row as this file would give it: what a person decided of the same texts stands, and so does 撤下."""
    same = (*HISTORY_TEXTS, "state") if held["digest"] == values["digest"] else ()
    stands = (*same, "state") if held["state"] == "withdrawn" else same
    return held | {name: values[name] for name in stands if name in values}


def _aside(values: Values) -> Sequence[tuple[str, str]]:
    """A notice before a decision, or an announcement, is no penalty (行政处罚法第四十四条、第四十八条)."""
    named = values.get("document_kind", "决定书")
    return () if "决定" in named else [("document_kind", f"“{named}”不是处罚决定，不作为处罚公示")]


HISTORY = Kind(
    code="history",
    title="历史处罚",
    intro="启用本平台以前作出的处罚决定，只在门户的“历史处罚”里公开，标明不是本平台办理的案件，不计入统计。导入以后由处罚机关的负责人在“历史处罚”里公示，可以成批：依法不予公开的、涉及未成年人的、已被撤销的，请先从表里去掉；文字里当事人以外的人名，能确定的自动隐去，疑似的逐条核对以后才公开。",
    after="导入的还没有公示：由处罚机关的负责人在“历史处罚—待公示”里公示；处罚机关没有填写或者没有登记的，由司法行政机关的负责人公示。",
    columns=(
        Column("ref", "序号", code, ("编号", "原编号", "原系统编号"), "LS-0001", "原系统里的编号，同一来源内不重复；有编号时按它识别同一条记录"),
        free("document_no", "决定书文号", "文号", "处罚决定书文号", "行政处罚决定书文号", example="云环罚〔2023〕18号"),
        Column("agency", "处罚机关", line, ("执法主体", "处罚机关名称", "决定机关", *AGENCY.also), "云屏市生态环境局", "没有登记的，照原文保存，列为待核"),
        Column("document_kind", "文书种类", line, ("文书类型", "文书类别", "kind"), "行政处罚决定书", "事先告知书、公告等不是决定的，不登记"),
        free("title", "标题", "文书标题", "决定书名称"),
        Column("party", "当事人", line, ("行政相对人", "行政相对人名称", "当事人名称", "被处罚人"), "云屏市鸿发建材有限公司", "自然人的姓名隐名后才保存；几个当事人用顿号分开"),
        Column("party_kind", "当事人类别", one_of(_PARTY_KINDS), ("行政相对人类别",), "法人或非法人组织", "、".join(_PARTY_KINDS.values()) + "；不填的，名称看不出是单位就按自然人隐名"),
        Column("representative", "法定代表人", line, ("法定代表人（负责人）", "负责人", "经营者"), "方启明", "只用来隐去文字里的姓名，不保存；几个人用顿号分开"),
        free("violation", "违法行为", "案由", "违法行为类型", "violation_types", example="未按规定安装污染防治设施"),
        Column("facts", "违法事实", text, ("主要违法事实", "事实"), "2023年3月2日检查时，该单位没有安装粉尘收集设施。"),
        Column("basis", "处罚依据", text, ("法律依据", "依据", "legal_basis"), "《大气污染防治法》第一百零八条"),
        free("penalty_kinds", "处罚种类", "处罚类别", "penalty_types", example="罚款"),
        Column("result", "处罚内容", text, ("处罚结果", "处罚决定内容"), "罚款20000元"),
        Column("amount", "罚款金额", _or_text(money), ("罚款金额（元）", "处罚金额", "金额"), "20000", "单位为元；读不出的照原文保存，列为待核"),
        Column("decided_on", "决定日期", _or_text(day), ("处罚决定日期", "处罚日期", "作出日期"), "2023-03-20", "读不出的照原文保存，列为待核"),
        Column("published_on", "公布日期", _or_text(day), ("公示日期", "发布日期", "publish_date"), "2023-03-24"),
        Column("expires_on", "公示截止", day, ("公示截止期", "公示期限", "公示截止日期"), "", "到这一天停止公示；不填的，自决定之日起按“设置—本地规定”的历史处罚公示期限计算，没有日期的公示到撤下为止"),
        free("source", "来源", "数据来源", "原系统", example="云屏市行政处罚信息公示栏"),
    ),
    key=("ref", "document_no", "agency", "party", "decided_on", "violation", "facts"),
    keeper=HistoryKeeper,
    batch=BATCH,
    aside=_aside,
)  # fmt: skip
