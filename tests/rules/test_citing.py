"""识别引用: what is found in a text, what is not, and that nothing makes the search slow or wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sanxiang.rules.citations import Place, format_citation
from sanxiang.rules.citing import Citation, find_citations, plain_name
from tests.rules import citing_corpus
from tests.rules.reference import reference_path

OWN = "云屏市河道管理条例"


def found(text: str, own: str = "", known: tuple[str, ...] = ()) -> list[str]:
    """The citations as 《law》place, `?` where it is concluded."""
    return [f"{c}{'' if c.sure else '?'}" for c in find_citations(text, own, known)]


def spans(text: str, own: str = "") -> list[str]:
    return [text[c.start : c.end] for c in find_citations(text, own)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("依照《水法》第六十五条第二款第（一）项处理", ["《水法》第六十五条第二款第一项"]),
        ("《刑法》第120条之一", ["《刑法》第一百二十条之一"]),
        (
            "《水法》第三条、第五条第一款，第六条",
            ["《水法》第三条", "《水法》第五条第一款", "《水法》第六条"],
        ),
        ("《水法》第十条至第十二条", ["《水法》第十条至第十二条"]),
        ("《水法》第八、九、十条", ["《水法》第八条", "《水法》第九条", "《水法》第十条"]),
        ("《水法》第八条第（一）（三）项", ["《水法》第八条第一项", "《水法》第八条第三项"]),
        ("《水法》第八条第（二）至第（四）项", ["《水法》第八条第二项至第八条第四项"]),
        ("《水法》第一条第一款或者第二款第三项", ["《水法》第一条第一款", "《水法》第一条第二款第三项"]),
        ("《水法》（2016年修正）第二章第一节第三条", ["《水法》第三条"]),
        ("《水法》\n第三十\n三条第 2 款", ["《水法》第三十三条第二款"]),
        ("根据行政处罚法第三十三条", ["《行政处罚法》第三十三条?"]),
        ("违反劳动合同法第七条", ["《劳动合同法》第七条?"]),
        ("根据宪法第十九条", ["《宪法》第十九条?"]),
        ("依照专利合作条约第二条", ["《专利合作条约》第二条?"]),
        ("按照《关于河道清淤的通知》办理", ["《关于河道清淤的通知》"]),
        ("国办发〔2018〕118号、云政令（第9号）", ["国办发〔2018〕118号", "云政令第9号"]),
        ("依国办发[2018]118号文", ["国办发〔2018〕118号"]),
        ("国务院令第588号公布", ["国务院令第588号"]),
        (
            "应当提交水法第十三条（三）、（四）项规定的材料",
            ["《水法》第十三条第三项?", "《水法》第十三条第四项?"],
        ),
        ("国际申请人应当在专利合作条约第二条规定的期限内", ["《专利合作条约》第二条?"]),
        ("超过起诉期限且无行政诉讼法第四十八条规定情形", ["《行政诉讼法》第四十八条?"]),
        ("在从事注册会计师法第十四条规定的业务", ["《注册会计师法》第十四条?"]),
        ("国务院行使宪法第八十九条规定的职权", ["《宪法》第八十九条?"]),
        ("违反无线电管理条例第七条", ["《无线电管理条例》第七条?"]),
        ("关于河道地位的云屏市河道条例第一条", ["《云屏市河道条例》第一条?"]),
        ("《法治云屏建设实施纲要（2021—2025年）》", ["《法治云屏建设实施纲要（2021—2025年）》"]),
        ("不执行《土地利用现状分类》国家标准的", ["《土地利用现状分类》"]),
        (
            "包括水法第六十三条第一款和河道管理条例第三条规定的恶意",
            ["《水法》第六十三条第一款?", "《河道管理条例》第三条?"],
        ),
        ("是指行政处罚法第三十三条规定的情形", ["《行政处罚法》第三十三条?"]),
        ("以河道管理条例第三十条为依据", ["《河道管理条例》第三十条?"]),
        ("涉及行政处罚法第三十三条的案件", ["《行政处罚法》第三十三条?"]),
        ("涉及人的取水研究办法第三条", ["《涉及人的取水研究办法》第三条?"]),
        ("以工代赈管理办法第三条", ["《以工代赈管理办法》第三条?"]),
        ("见义勇为奖励条例第三条", ["《见义勇为奖励条例》第三条?"]),
        (
            "有修正的国家赔偿法第十七条第（一）、（二）项",
            ["《国家赔偿法》第十七条第一项?", "《国家赔偿法》第十七条第二项?"],
        ),
        ("将《河道条例》序言及第一条修改为", ["《河道条例》", "《河道条例》第一条?"]),
        ("違反《云屏市河道管理規定》第三條第二款第（一）項", ["《云屏市河道管理規定》第三条第二款第一项"]),
        ("建立了《河道保护工作衔接机制》", ["《河道保护工作衔接机制》"]),
        ("对照《取水工程安全基本条件》逐个审核", ["《取水工程安全基本条件》"]),
        ("《河道清淤行动计划（2024—2026年）》", ["《河道清淤行动计划（2024—2026年）》"]),
    ],
)
def test_what_is_a_citation(text: str, shown: list[str]) -> None:
    assert found(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "发给《排污许可证》和《营业执照》",
        "按照《股权转让协议》第三条履行",
        "合同第三条约定",
        "云屏水泥公司发布《关于签订重大合同的公告》",
        "其披露的《关于设立合资公司的公告》",
        "《关于收到起诉状的公告》（公告编号：2026-014）",
        "设计单位应当组织编制《新产品标准化综合要求》",
        "《关于河道整治问题的请示》收悉",
        "上报了《关于河道淤积情况的汇报》（以下简称《汇报》），按《汇报》的意见办理",
        "审议通过《关于回购股份的议案》",
        "《关于对云屏水泥公司采取责令改正措施的决定》",
        "云环罚〔2026〕12号处罚决定书、云环立〔2026〕7号、云环听告字〔2026〕2号、（2026）云01行初3号",
        "前款第二项、本条第一款规定的行为",
        "第三个条件，第五条件",
        "第三条  河道管理实行统一管理。\n第四条 市人民政府负责。",
        "第零条、第条、第（）条",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text, OWN if text.startswith("第三条") else "") == []


def test_pointers_mean_the_own_law_or_the_last_named() -> None:
    text = "第九条 违反本条例第三条的，依照《水法》第六十五条处罚；该法第七十条另有规定的除外。违反第四条的，责令改正。"
    assert found(text, OWN) == [
        f"《{OWN}》第三条",
        "《水法》第六十五条",
        "《水法》第七十条?",
        f"《{OWN}》第四条?",
    ]
    assert found("《水法》第六十五条：违反本法第三条", "") == ["《水法》第六十五条", "《水法》第三条?"]
    assert found("违反本法第三条、本实施条例第五条，从事第六条规定的活动", OWN) == [
        f"《{OWN}》第三条?",
        f"《{OWN}》第五条",
        f"《{OWN}》第六条?",
    ]
    assert found("携犬进入第十条第一款规定场所的", OWN) == [f"《{OWN}》第十条第一款?"]
    assert find_citations("违反本法第三条")[0] == Citation(2, 7, "本法", "", Place(3), sure=False)


def test_a_decision_that_changes_a_law_speaks_of_that_law() -> None:
    text = "一、将第九条第一款修改为：“违反本条例第三条的，责令改正。”二、本决定第一条自公布之日起施行。"
    own = f"云屏市人民代表大会常务委员会关于修改《{OWN}》的决定"
    assert found(text, own) == [f"《{OWN}》第九条第一款?", f"《{OWN}》第三条", f"《{own}》第一条"]
    two = f"云屏市人民代表大会常务委员会关于修改《{OWN}》、《云屏市供水条例》的决定"
    assert found("将第九条修改为", two) == [f"《{two}》第九条?"]


def test_an_abbreviation_stands_for_the_name_it_was_defined_for() -> None:
    text = "《云屏市河道管理条例》（云府令第3号，以下简称《条例》）第二条。《条例》第三条；违反条例第四条"
    assert found(text) == [f"《{OWN}》第二条", f"《{OWN}》第三条", f"《{OWN}》第四条"]
    text = "根据《中华人民共和国水法》（以下简称水法），制定本条例。依照水法第七条"
    assert found(text, OWN) == ["《中华人民共和国水法》", "《中华人民共和国水法》第七条"]


def test_a_known_name_is_found_whatever_stands_before_it() -> None:
    assert found("不受专利权期限补偿的专利法第四条") != ["《专利法》第四条"]
    assert found("不受专利权期限补偿的专利法第四条", known=("专利法",)) == ["《专利法》第四条"]
    nation = found("依照中华人民共和国专利法第四条", known=("专利法",))
    assert nation == ["《中华人民共和国专利法》第四条"]


def test_number_and_wording_beside_a_title_belong_to_it() -> None:
    text = "违反2019年修订的《河道办法》（云府令第3号）第四条、《清淤规定》（2016年修正）"
    first, second = find_citations(text)
    assert (first.number, first.edition) == ("云府令第3号", 2019)
    assert (second.edition, second.place) == (2016, None)


def test_spans_are_those_of_the_text_as_it_is() -> None:
    text = "违反《水法》（2016 年修正）第 三 条、第\u200b五条第（一）、（二）项。"
    assert spans(text) == ["《水法》（2016 年修正）第 三 条", "第\u200b五条第（一）", "（二）项"]


def test_a_labelled_text_is_read_as_a_person_reads_it() -> None:
    text, labels = citing_corpus.read()

    def short(p: Place) -> str:
        suffix, paragraph = f"-{p.suffix}" if p.suffix else "", f".{p.paragraph}" if p.paragraph else ""
        return f"{p.article}{suffix}{paragraph}" + (f"({p.item})" if p.item else "")

    read = {
        (
            c.start,
            c.end,
            "=" if c.law == citing_corpus.OWN else plain_name(c.law) or f"#{c.number}",
            "~".join(short(p) for p in (c.place, c.until) if p),
        )
        for c in find_citations(text, citing_corpus.OWN)
    }
    wanted = {(start, end, plain_name(law), place) for start, end, law, place in labels}
    assert [text[s:e] for s, e, *_ in sorted(read - wanted)] == []
    assert [text[s:e] for s, e, *_ in sorted(wanted - read)] == []


LAW = st.sampled_from(["水法", "中华人民共和国水法", "云屏市河道管理条例", "河道办法（试行）"])
PLACE = st.builds(
    Place, st.integers(1, 1300), st.integers(0, 9), st.integers(0, 20), st.integers(0, 20), st.just(0)
)
FILLER = st.text("的，。；：、根据违反规定处罚河道 \n（）《》第一二条款项法", max_size=12)


@given(LAW, PLACE)
def test_what_is_formatted_is_found_again(law: str, place: Place) -> None:
    text = f"依照{format_citation(law, place)}的规定"
    (one,) = find_citations(text)
    assert (one.place, text[one.start : one.end]) == (place, format_citation(law, place))
    assert plain_name(one.law) == plain_name(law)


@given(
    st.lists(st.one_of(FILLER, st.builds(format_citation, LAW, PLACE), st.just("本条例第三条")), max_size=12)
)
@example(["（）", "根", "本条例第三条"])
@example(["《水法》（", "第一条第一、", "（一）（二）项", "〔2018〕1号"])
def test_spans_never_overlap_and_hold_what_they_say(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for one in find_citations(text, OWN, ("水法",)):
        assert end <= one.start < one.end <= len(text)
        assert not text[one.start : one.end].isspace()
        end = one.end
        assert one.written == "" or one.written[0] in text[one.start : one.end]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for one in find_citations(text):
        assert text[one.start : one.end]


@pytest.mark.parametrize("unit", ["第一、", "《甲法》(", "《《", "、第一条第（一）", "（"])
def test_a_hostile_text_is_read_in_steps_that_grow_with_its_length(unit: str) -> None:
    """Not timed: a search that was not linear would not come back from these."""
    text = unit * (200_000 // len(unit))
    assert sum(1 for _ in find_citations(text, OWN)) <= len(text)


def test_a_megabyte_of_law_is_read() -> None:
    text, labels = citing_corpus.read()
    times = 1_000_000 // len(text) + 1
    assert len(find_citations(text * times, citing_corpus.OWN)) == len(labels) * times


def test_real_texts_are_read_as_the_labels_say() -> None:
    """Precision ≥ 0.98 and recall ≥ 0.95 on passages labelled by hand; `python bench/citations.py --show` lists
    what differs."""
    data = reference_path("data", "laws", "index.csv").parents[1]
    bench = Path(__file__).parents[2] / "bench" / "citations.py"
    done = subprocess.run(
        [sys.executable, bench],
        env={**os.environ, "SANXIANG_DATA": str(data)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "准确率" in done.stdout
