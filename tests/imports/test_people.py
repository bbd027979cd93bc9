"""执法人员的表: what a person mixes up is told in words that mend it."""

from __future__ import annotations

from sanxiang.kernel import Actor
from tests.imports.conftest import bring

CARD_HEAD = ("单位", "科室", "姓名", "职务", "执法证号", "执法类别", "执法区域代码", "执法区域", "发证机关", "有效期自", "有效期至")  # fmt: skip
CARD = ("生态环境", "539900", "云屏市", "云屏市司法局", "2026-01-01", "2030-12-31")


def carded(name: str, post: str, number: str) -> tuple[str, ...]:
    return ("云屏市生态环境局", "综合执法支队", name, post, number, *CARD)


def test_names_and_posts_in_each_others_place_are_told(admin: Actor) -> None:
    run = bring(admin, "officers", [CARD_HEAD, carded("四级主任科员", "林一舟", "53990000801")])
    assert ["“姓名”和“职务”两列像是放反了" in p.message for p in run.problems] == [True]
    assert bring(admin, "officers", [CARD_HEAD, carded("林一舟", "四级主任科员", "53990000801")]).ok


def test_a_number_that_another_holds_is_told_with_the_holder(admin: Actor) -> None:
    assert bring(admin, "officers", [CARD_HEAD, carded("林一舟", "科员", "53990000801")]).ok
    (problem,) = bring(admin, "officers", [CARD_HEAD, carded("江望", "科员", "53990000801")]).problems
    assert (
        problem.message == "证号53990000801已经是云屏市生态环境局林一舟的证件，请核对证号和姓名"
        and problem.column == "执法证号"
    )


def test_a_file_chosen_for_another_kind_is_told_of_its_own(admin: Actor) -> None:
    run = bring(admin, "benchmarks", [CARD_HEAD, carded("林一舟", "科员", "53990000801")])
    assert not run.ok and run.notes[0].startswith("这张表像是“执法人员”，不像“裁量基准”")
    own = bring(admin, "officers", [CARD_HEAD, carded("林一舟", "科员", "53990000801")])
    assert own.ok and not any("这张表像是" in note for note in own.notes)
