"""第三人姓名: certain names, probable names, and words that only begin like one."""

from __future__ import annotations

import pytest

from sanxiang.rules.names import third_persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("法定代表人张三，男。", ("张三",)),
        ("经营者：王小二（身份证号）到场", ("王小二",)),
        ("负责人李文。", ("李文",)),
        ("张三先生投诉", ("张三",)),
        ("员工刘波、陈静、欧阳明远。", ("刘波", "陈静", "欧阳明远")),
        ("证人李四（男）称，证人李四说。", ("李四",)),
    ],
)
def test_a_name_that_ends_is_certain(text: str, names: tuple[str, ...]) -> None:
    found = third_persons([text])
    assert found.certain == names and found.doubtful == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("当事人李四在街边烧烤。", "李四在街边烧烤"),
        ("该公司法定代表人周明远签字确认", "周明远签字确认"),
        ("其妻李红未到场", "李红未到场"),
        ("员工刘波、陈静进行操作", "陈静进行操作"),
    ],
)
def test_a_name_that_runs_on_is_left_to_a_person(text: str, words: str) -> None:
    assert third_persons([text]).doubtful == (words,)


@pytest.mark.parametrize(
    "text",
    [
        "当事人云屏市鸿发建材有限公司无证排污。",
        "当事人金鑫建材厂未安装设施。",
        "当事人陈述申辩称没有收到通知。",
        "当事人曾因同一行为受到处罚。",
        "当事人于2023年3月2日到场。",
        "当事人高度重视整改。",
        "当事人李某某在街边烧烤。",
        "负责人王某签字。",
        "执法人员制作笔录。",
        "当事人未安装粉尘收集设施。",
        "",
    ],
)
def test_what_is_no_name_is_left_alone(text: str) -> None:
    found = third_persons([text])
    assert (found.certain, found.doubtful) == ((), ())


def test_a_name_found_certain_is_not_doubtful_elsewhere() -> None:
    found = third_persons(["证人李四。", "证人李四在场。"])
    assert (found.certain, found.doubtful) == (("李四",), ())
