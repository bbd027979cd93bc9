"""清单事项: rows of the recording and random-check lists, entered and approved by different people, in versions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from sanxiang.kernel import InvalidInput, NotFound, Refused
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import matters, services
from sanxiang.powers.models import RandomCheckItem, RecordingRule
from tests.factories.powers import APPROVES, ENTERS, somebody
from tests.powers.conftest import Ground
from tests.registry.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
RECORDING = {"title": "排污单位现场检查", "step": "现场检查", "mode": "全程录像"}
CHECK = {
    "title": "排污许可证执行情况",
    "targets": "持证单位",
    "content": "台账",
    "mode": "现场",
    "frequency": "每年一次",
}
SPARED = {"title": "未备案环境影响登记表", "conditions": "首次违法，在期限内改正"}
KINDS: list[Any] = [("recording", RECORDING), ("random_check", CHECK), ("no_penalty", SPARED)]


def drafted(ground: Ground, kind: str, says: dict[str, Any], **more: Any) -> UUID:
    return services.draft_matter(
        actor=ENTERS, now=NOW, kind=kind, agency=ground.agency, number="1", **says, **more
    )


def in_force(ground: Ground, kind: str, says: dict[str, Any], **more: Any) -> UUID:
    row = drafted(ground, kind, says, **more)
    services.approve_matter(actor=APPROVES, now=NOW, kind=kind, matter=row)
    return row


@pytest.mark.parametrize(("kind", "says"), KINDS)
def test_a_row_runs_once_another_person_has_approved_it(
    ground: Ground, kind: str, says: dict[str, Any]
) -> None:
    row = drafted(ground, kind, says)
    services.change_matter(actor=somebody("周改"), now=NOW, kind=kind, matter=row, remark="核对过")
    assert matters.matters(kind, [ground.agency], on=TODAY) == []
    for author in (ENTERS, somebody("周改")):
        with pytest.raises(Refused):
            services.approve_matter(actor=author, now=NOW, kind=kind, matter=row)
    services.approve_matter(actor=APPROVES, now=NOW, kind=kind, matter=row)
    (found,) = matters.matters(kind, [ground.agency], on=TODAY)
    assert (found.says["remark"], found.entered_by, found.approved_by) == ("核对过", "周改", "李审")
    assert [e.actor for e in entries_of_subject(row)] == ["钱录", "周改", "李审"]
    with pytest.raises(InvalidInput, match="只有草稿可以修改"):
        services.change_matter(actor=ENTERS, now=NOW, kind=kind, matter=row, remark="再改")
    with pytest.raises(IntegrityError), transaction.atomic():
        matters.table(kind).objects.filter(pk=row).update(approved_by_id=ENTERS.person_id)


@pytest.mark.parametrize(("kind", "says"), KINDS)
def test_versions_follow_each_other_day_by_day(ground: Ground, kind: str, says: dict[str, Any]) -> None:
    first = in_force(ground, kind, says)
    change = TODAY + timedelta(days=10)
    with pytest.raises(InvalidInput, match="不能早于审定的日期"):
        in_force(ground, kind, says, effective_from=TODAY - timedelta(days=1))
    services.discard_matter(
        actor=ENTERS,
        now=NOW,
        kind=kind,
        matter=matters.open_matter(kind, ground.agency, "1").id,  # type: ignore[union-attr]
    )
    second = in_force(ground, kind, says | {"remark": "新"}, effective_from=change)
    for day, row in ((TODAY, first), (change - timedelta(days=1), first), (change, second)):
        assert [m.id for m in matters.matters(kind, [ground.agency], on=day)] == [row]
    services.end_matter(actor=APPROVES, now=NOW, kind=kind, matter=second, until=change)
    assert matters.matters(kind, [ground.agency], on=change + timedelta(days=1)) == []
    assert [m.version for m in matters.matter_versions(kind, ground.agency, "1")] == [3, 1]


def test_what_no_row_can_say_is_refused(ground: Ground) -> None:
    with pytest.raises(InvalidInput, match="已有一份草稿"):
        for _ in range(2):
            drafted(ground, "recording", RECORDING)
    for kind, says, field in (
        ("random_check", CHECK | {"ratio": 101}, "random_check"),
        ("recording", RECORDING | {"status": "in_force"}, "status"),
        ("recording", {"title": "", "step": "", "mode": ""}, "title"),
    ):
        with pytest.raises(InvalidInput):
            services.draft_matter(
                actor=ENTERS, now=NOW, kind=kind, agency=ground.agency, number=f"9-{field}", **says
            )
    with pytest.raises(NotFound):
        drafted(ground, "nothing", {})
    row = in_force(ground, "random_check", CHECK)
    with pytest.raises(InvalidInput, match="不能溯及以前"):
        services.end_matter(
            actor=APPROVES, now=NOW, kind="random_check", matter=row, until=TODAY - timedelta(days=1)
        )


def test_the_recording_list_is_handed_to_the_rules_as_it_ran_that_day(ground: Ground) -> None:
    in_force(ground, "recording", RECORDING)
    (asked,) = matters.recording_demands(ground.agency, TODAY)
    assert (asked.number, asked.steps, asked.required, sorted(asked.media)) == (
        "1",
        ("现场检查",),
        True,
        ["video"],
    )
    assert matters.recording_demands(ground.agency, TODAY - timedelta(days=1)) == ()
    assert matters.recording_demands(ground.other, TODAY) == ()
    assert (RecordingRule.objects.count(), RandomCheckItem.objects.count()) == (1, 0)
