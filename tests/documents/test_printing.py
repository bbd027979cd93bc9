"""排版: every field is on the paper, the same data give the same bytes, and no text is ever markup."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from django.conf import settings

from sanxiang.documents import fonts
from sanxiang.documents.catalogue import CATALOGUE, UnknownForm, form_of
from sanxiang.documents.content import complete, plain
from sanxiang.documents.fonts import FontMissing, GlyphMissing
from sanxiang.documents.sealing import DemoSealProvider
from sanxiang.documents.typesetting import Front, Printed, typeset
from sanxiang.rules.documents import SPECS
from tests.documents.samples import DATA, PERSON

pytestmark = pytest.mark.skipif(
    not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书"
)
AT = datetime(2026, 10, 28, 2, 0, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8000/d/0123456789abcdefghijkl"
HOSTILE = (
    '#panic("x") $x^2$ *粗* _斜_ `code` = 标题 @ref <label> // 注释 /* */ \\u{41} #import "base.typ" ]] }} {{ '
    '#read("/etc/passwd") #eval("1") ~ --- "引" \'号\' https://example.org \u202e反向'
)


def front(code: str, **changes: Any) -> Front:
    form = form_of(code)
    fields: dict[str, Any] = {
        "code": code, "title": form.title, "number": f"云环{form.series}〔2026〕7号" if form.series else "",
        "dated": "2026-10-28", "at": AT, "address": ADDRESS if form.external else "", "sealed": form.sealed,
    }  # fmt: skip
    return Front(**(fields | changes))


def printed(code: str, data: dict[str, Any] | None = None, **changes: Any) -> Printed:
    return typeset(form_of(code).template, front(code, **changes), complete(code, data or DATA[code]))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: bytes) -> str:
    """All text of the PDF without white space and page marks."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return squeezed("".join(re.sub(r"—\s*\d+\s*—", "", page.extract_text()) for page in pages))


def leaves(value: Any, skip: set[str]) -> list[str]:
    """Every text in the data that should be found on the paper, dates in Chinese."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() if key not in skip for leaf in leaves(item, skip)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, skip)]
    if isinstance(value, bool) or value == "":
        return []
    return [chinese(part).rstrip("。；").removeprefix("证明") for part in str(value).split("\n")]


def chinese(text: str) -> str:
    if not (found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?", text)):
        return text
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    return f"{year}年{month}月{day}日" + (f"{hour}时{minute}分" if hour is not None else "")


OWN = {code: {key: value for key, value in data.items() if key not in {"agency", "case", "party", "officers"}}
       for code, data in DATA.items()}  # fmt: skip
#: printed in other words: a span of time, a number in Chinese numerals, 大写
REWORDED = {"code", "kind", "result", "ended_at", "hearing_days", "reply_days", "days", "amount", "round"}
#: an approval sheet names the provisions without their text; the list of a dossier has plain dates
SHORT = {"D02": {"text"}, "D26": {"text"}, "D40": {"date"}}


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_field_is_on_the_paper(code: str) -> None:
    text = text_of(printed(code).pdf)
    expected = leaves(OWN[code], REWORDED | SHORT.get(code, set()))
    assert [leaf for leaf in expected if squeezed(leaf) not in text] == []
    assert squeezed(form_of(code).title) in text or code == "D40"
    assert DATA[code]["party"]["name"] in text


def test_the_decision_says_everything_article_59_asks_for() -> None:
    text = text_of(printed("D27").pdf)
    for said in (
        # 一 当事人
        "当事人:云屏市清漪印染有限公司", "统一社会信用代码:91530000MA0TEST07X", "沈怀瑾", "工业园临水路7号",
        # 二 事实和证据
        "化学需氧量浓度为180毫克/升", "水质监测报告", "证据2",
        # 三 种类和依据
        "《中华人民共和国水污染防治法》第十条", "第八十三条第二项", "罚款人民币210000元",
        # 四 履行方式和期限; FSP 7 代收机构; 72 加处罚款
        "自收到本决定书之日起十五日内", "人民币贰拾壹万元整(￥210,000.00)".replace("￥", "¥"),
        "云屏农村商业银行望湖支行", "每日按罚款数额的百分之三加处罚款", "不超出罚款的数额", "延期或者分期缴纳",
        # 五 途径和期限
        "六十日内向云屏市人民政府申请行政复议", "六个月内依法向云屏市澄江区人民法院提起行政诉讼",
        # 六 机关和日期
        "云屏市生态环境局", "2026年10月28日", "云环罚〔2026〕7号",
        # 采纳情况, 听证, 裁量说明, 责令改正, 公示告知
        "予以采纳", "未要求听证", "裁量基准适用说明", "二十万元以上三十万元以下", "“一般”裁量阶次",
        "责令你单位:立即改正违法行为", "第四十八条", "七个工作日内依法公开", "仅供演示不具法律效力",
    ):  # fmt: skip
        assert squeezed(said) in text, said


def test_a_natural_person_is_addressed_as_you_with_his_own_particulars() -> None:
    text = text_of(printed("D27", DATA["D27"] | {"party": PERSON}).pdf)
    assert "居民身份证号码:530000198104090018" in text
    assert "1981年4月9日" in text
    assert "决定对你作出如下行政处罚" in text


def test_no_fine_no_payment() -> None:
    data = {key: value for key, value in DATA["D27"].items() if key != "amount"} | {"penalties": ["警告"]}
    text = text_of(printed("D27", data).pdf)
    assert "加处罚款" not in text
    assert "立即履行本决定" in text


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_an_empty_draft_still_prints(code: str) -> None:
    assert text_of(printed(code, {"agency": {"name": "云屏市生态环境局"}}).pdf)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_hostile_text_stays_text(code: str) -> None:
    def spoil(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: item if key in {"kind", "result"} else spoil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return HOSTILE if isinstance(value, str) else value

    data = plain(spoil(DATA[code]) | {"amount": HOSTILE})
    text = text_of(printed(code, data).pdf)
    for fragment in (
        '#panic("x")',
        "$x^2$",
        "*粗*",
        "_斜_",
        "`code`",
        "=标题",
        "#eval(",
        '#read("/etc/passwd")',
        "]]}}{{",
    ):
        assert fragment in text


def test_the_same_data_give_the_same_bytes() -> None:
    first = printed("D27")
    printed("D02")
    assert printed("D27").pdf == first.pdf
    assert printed("D27", DATA["D27"] | {"statement": "无。"}).pdf != first.pdf
    assert first.template != printed("D19").template


def test_it_is_pdf_a_2b_with_embedded_fonts_and_a_date() -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed("D27").pdf))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert re.search(r'pdfaid:part(>|=")2', metadata)
    assert re.search(r'pdfaid:conformance(>|=")B', metadata)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (
        "行政处罚决定书 云环罚〔2026〕7号",
        "云屏市生态环境局",
    )
    page = reader.pages[0]
    assert [round(float(edge) / 72 * 25.4) for edge in page.mediabox[2:]] == [210, 297]
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_a_draft_is_marked_and_unsealed() -> None:
    text = text_of(printed("D27", watermark="草　稿", sealed=False).pdf)
    assert "草稿" in text
    assert "仅供演示" not in text


def test_no_chinese_font_is_an_error_that_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r"没有找到.*fonts-noto-cjk"):
        fonts.load((str(tmp_path),))
    with pytest.raises(FontMissing):
        fonts.resolve(["DejaVu Sans", "Liberation Serif"])


def test_a_character_that_no_font_has_is_an_error_not_a_box() -> None:
    for char in ("\U000f1234", "\U0001f600"):
        with pytest.raises(GlyphMissing, match=f"没有字符“{char}”"):
            printed("D27", DATA["D27"] | {"statement": f"字符{char}。"})


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_external_documents_and_no_others_carry_the_code_to_verify_them(code: str) -> None:
    text = text_of(printed(code).pdf)
    form = form_of(code)
    assert ("扫码核验" in text) is form.external
    assert ("仅供演示不具法律效力" in text) is form.sealed


def test_forms_agree_with_the_rules_on_what_is_served() -> None:
    shared = CATALOGUE.keys() & SPECS.keys()
    assert len(shared) >= 12
    assert {code: CATALOGUE[code].external for code in shared} == {
        code: SPECS[code].served for code in shared
    }


class PlainSeal:
    """A provider as an installation would attach it."""

    def impression(self, *, agency_name: str, font_families: list[str]) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text y="50" '
            f'font-family="{font_families[0]}">{agency_name}已签章</text></svg>'
        )


def test_the_seal_comes_from_the_provider_of_the_installation(settings: Any) -> None:
    settings.SEAL_PROVIDER = "tests.documents.test_printing.PlainSeal"
    text = text_of(printed("D27").pdf)
    assert "云屏市生态环境局已签章" in text
    assert "演示" not in text


def test_a_name_that_is_markup_stays_text_on_the_seal() -> None:
    svg = DemoSealProvider().impression(agency_name='<&">', font_families=["Noto Serif CJK SC"])
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_an_unknown_code() -> None:
    with pytest.raises(UnknownForm, match="D99"):
        form_of("D99")
