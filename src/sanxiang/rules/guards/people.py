"""谁来办: officers, credentials, recusal, showing one's card, audio-video records (law annex G1–G3, G15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sanxiang.rules.credentials import standing_on
from sanxiang.rules.facts import CaseFacts, CredentialFacts, OfficerFacts
from sanxiang.rules.guards.base import no
from sanxiang.rules.sentences import chinese_date
from sanxiang.rules.terms import ServiceMode
from sanxiang.rules.verdict import Reason

#: APL 42: not fewer than two, unless a law says otherwise
MIN_OFFICERS = 2
#: stages whose steps are enforcement outside the office
FIELD_STAGES = frozenset({"调查取证", "送达", "执行"})
#: service by hand is enforcement on the spot, G118 （五）
BY_HAND = frozenset({ServiceMode.DIRECT, ServiceMode.LEAVE})


def two_officers(facts: CaseFacts) -> Iterable[Reason]:
    """G1: at least two officers act, each with a credential valid that day for this field and place.

    The people asked about are those of the record or service at hand, otherwise all handlers; a record
    that takes place inside the agency, and service that is not by hand, need no two.
    """
    if _needs_no_two(facts):
        return
    acting, day = _acting(facts)
    if len({o.person_id for o in acting}) < MIN_OFFICERS:
        text = f"执法人员不得少于两人，现为{len(acting)}人"
        yield no("officers.two", text, "APL42.1", "assign_officers")
    for officer in acting:
        yield from credential_faults(officer, day, facts)


def credential_faults(officer: OfficerFacts, day: date, facts: CaseFacts) -> Iterable[Reason]:
    """Everything that keeps this officer from acting on `day` in this case (42); who has left, that alone."""
    if officer.left_on and officer.left_on <= day:
        text = f"{officer.name}已于{chinese_date(officer.left_on)}离岗，请指派其他人员"
        yield no("officers.left", text, "APL42.1", "assign_officers")
        return
    card = officer.credential
    if card is None:
        text = f"{officer.name}没有执法证件"
        yield no("officers.credential", text, "APL42.1", "assign_officers")
        return
    for fault in _card_faults(card, day, facts):
        yield no("officers.credential", f"{officer.name}的执法证件{fault}", "APL42.1", "assign_officers")


def _card_faults(card: CredentialFacts, day: date, facts: CaseFacts) -> Iterable[str]:
    yield from (reason.text for reason in standing_on(card, day).verdict.reasons)
    field = facts.power_item.enforcement_field if facts.power_item else ""
    if field and field not in card.enforcement_fields:
        held = "、".join(sorted(card.enforcement_fields))
        yield f"的执法类别（{held}）不含“{field}”，请申领这一类别的证件，或者指派其他人员"
    if facts.place and not any(covers(area, facts.place) for area in card.areas):
        yield f"的执法区域不含“{facts.place}”，请指派执法区域包含此地的人员"


def covers(area: str, place: str) -> bool:
    """An area covers the places whose code or name begins with it; 530100 covers 530102."""
    stem = area
    while stem.isdigit() and stem.endswith("00"):
        stem = stem[:-2]
    return bool(stem) and place.startswith(stem)


def _needs_no_two(facts: CaseFacts) -> bool:
    if facts.record is not None:
        return facts.record.stage not in FIELD_STAGES and not facts.record.faces_party
    return facts.service is not None and facts.service.mode not in BY_HAND


def _acting(facts: CaseFacts) -> tuple[tuple[OfficerFacts, ...], date]:
    """Who acts, and on which day."""
    if facts.record is not None:
        ids, day = facts.record.officer_ids, facts.record.made_on
    elif facts.service is not None:
        ids, day = facts.service.officer_ids, facts.service.served_on
    else:
        return facts.officers, facts.today
    return tuple(o for o in facts.officers if o.person_id in ids), day


def no_conflict(facts: CaseFacts) -> Iterable[Reason]:
    """G3: who is related to the case or has been recused does not handle it (43)."""
    for officer in facts.officers:
        for conflict in officer.conflicts:
            text = f"{officer.name}{conflict}，应当回避"
            yield no("officers.conflict", text, "APL43.1", "assign_officers")
        if officer.recused:
            yield no("officers.recused", f"{officer.name}已被决定回避", "APL43.3", "assign_officers")


def recusal_decided(facts: CaseFacts) -> Iterable[Reason]:
    """G3: an application for recusal is decided before the case is; until then work goes on (43)."""
    for officer in facts.officers:
        if officer.recusal_pending:
            text = f"当事人申请{officer.name}回避，还没有作出是否回避的决定"
            yield no("officers.recusal_pending", text, "APL43.3", "assign_officers")


def id_shown(facts: CaseFacts) -> Iterable[Reason]:
    """G2: credentials are shown before anything is asked of the party (55)."""
    record = facts.record
    if record and record.faces_party and not record.id_shown:
        text = "没有记录主动出示执法证件，当事人有权拒绝调查或者检查"
        yield no("record.id_shown", text, "APL55.1", "id_shown")


def record_complete(facts: CaseFacts) -> Iterable[Reason]:
    """G15: the step is recorded by text or file, with audio-video where the list demands it (47)."""
    record = facts.record
    if record is None:
        yield no("record.missing", "还没有填写记录", "APL47", "record")
        return
    if not record.text.strip() and not record.files:
        yield no("record.empty", "记录没有文字，也没有附件", "APL47", "text")
    asked = facts.recording_asked(record.kind)
    if asked and asked.required and not asked.media & record.media:
        text = f"{record.kind}应当{asked.mode}（{asked.name}），还没有这样的音像文件"
        yield no("record.av", text, "G118(8)", "files")
    if record.faces_party and not record.rights_told:
        text = "没有记录告知当事人申请回避的权利"
        yield no("record.rights", text, "APL43.2", "rights_told")
    if record.faces_party and not record.party_confirmed:
        text = "笔录没有当事人签名，也没有注明拒绝签名的情况"
        yield no("record.confirmed", text, "APL55.2", "party_confirmed")
    if record.made_on > facts.today:
        yield no("record.future", "记录日期晚于今天", "APL47", "made_on")


GUARDS = {
    "two_officers": two_officers,
    "no_conflict": no_conflict,
    "recusal_decided": recusal_decided,
    "id_shown": id_shown,
    "record_complete": record_complete,
}
