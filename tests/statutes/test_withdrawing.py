"""撤除误录: a wording that should not have come in goes by two people, with its words kept; it may come in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanxiang.kernel import InvalidInput, Refused
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import selectors
from sanxiang.statutes.changing.services import approve_change
from sanxiang.statutes.changing.types import ChangeKind
from tests.statutes.test_changing import ENTERS, NOW, SAYS, TITLE, approve, enter, registered
from tests.statutes.test_import import OLD, load, write

pytestmark = pytest.mark.django_db


def test_a_wording_entered_by_mistake_goes_with_its_law_and_its_words_stay(tmp_path: Path) -> None:
    load(write(tmp_path, "laws.jsonl", OLD))
    law, version = registered()
    ended = statutes.find_law("云屏试验法")
    assert ended and statutes.versions(ended.id)[0].effective_to is not None
    change = enter(ChangeKind.WITHDRAW, {}, law=law, version=version)
    assert statutes.find_law(TITLE), "nothing happens before another person approves"
    with pytest.raises(Refused):
        approve_change(actor=ENTERS, now=NOW, change=change)
    approve(change)
    assert statutes.find_law(TITLE) is None
    assert statutes.versions(ended.id)[0].effective_to is None, "what it had ended is in force again"
    kept = selectors.get_change(change)
    assert kept.before and "第三条" in kept.before["text"] and kept.version_id is None
    assert kept.title == f"《{TITLE}》2026年2月1日公布的文本"
    said = [entry.sentence for entry in entries_of_subject(law)]
    assert any("审定撤除误录" in sentence for sentence in said)
    registered()
    assert statutes.find_law(TITLE)


def test_only_the_one_wording_goes() -> None:
    law, first = registered()
    newer = {
        name: value for name, value in SAYS.items() if name not in ("title", "level", "issuer", "region")
    }
    newer |= {"version_date": "2026-06-01", "effective_from": "2026-09-01"}
    approve(enter(ChangeKind.VERSION, newer, law=law))
    second = next(v for v in statutes.versions(law) if v.id != first)
    approve(enter(ChangeKind.WITHDRAW, {}, law=law, version=second.id))
    (left,) = statutes.versions(law)
    assert (left.id, left.effective_to) == (first, None)


def test_what_somebody_has_worked_on_since_is_no_mistake_of_entry() -> None:
    law, version = registered()
    later = {"articles": "第二条", "starts_on": "2027-01-01"}
    approve(enter(ChangeKind.COMMENCE, later, law=law, version=version))
    with pytest.raises(InvalidInput, match="这一文本还有“分别施行”（已审定）"):
        enter(ChangeKind.WITHDRAW, {}, law=law, version=version)
