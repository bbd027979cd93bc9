"""公示文本: a natural person's case from the clue to the portal, with nothing of the person left in it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from django.conf import settings

from sanxiang.disclosure import search
from sanxiang.disclosure.models import Publication
from sanxiang.disclosure.selectors import bundle_for, published_file
from sanxiang.disclosure.types import Choice, FieldChoice
from sanxiang.documents.selectors import pdf_bytes
from sanxiang.flows.draft_document import draft_document
from sanxiang.flows.reading import public_pdf, publication_page
from sanxiang.kernel import Refused
from sanxiang.ledger.sequencer import sequence_once
from sanxiang.registry import services as registry
from sanxiang.rules.identifiers import resident_check_character
from tests.documents.paper import everything_in, text_of
from tests.factories.cases import FactorInput, Story, lawful_case
from tests.factories.city import FOUNDED, SYSTEM, City, uscc
from tests.flows.conftest import codes_of, refused

pytestmark = pytest.mark.skipif(
    not settings.FONT_DIRS, reason="本机没有中文字体（fonts-noto-cjk），不能排印文书"
)
NAME, HOME, PHONE = "闻人舟", "云屏市安澜区柳荫巷3号2单元501室", "13800001234"
WITNESS, WITNESS_HOME, WITNESS_PHONE = "卓听澜", "云屏市安澜区梨花巷8号", "13900005678"
PASSER_BY = "社区网格员黎未眠"
FACTS = (
    f"2026年2月20日，{NAME}（电话{PHONE}）在其住处{HOME}旁无证排放污染物，证人{WITNESS}在场，"
    f"{PASSER_BY}劝阻无效。执法人员周敏到场检查。"
)


def resident_id(born: str) -> str:
    return f"539900{born}001" + resident_check_character(f"539900{born}001")


def secrets(number: str) -> tuple[str, ...]:
    return (NAME, HOME, "柳荫巷", PHONE, WITNESS, WITNESS_HOME, WITNESS_PHONE, number)


def against(city: City, kind: str = "person", *, born: str = "19810409", **fields: Any) -> City:
    """The city with another party."""
    own = {"id_kind": "居民身份证", "id_number": resident_id(born), "sex": "男"} if kind == "person" else {}
    values = {"name": NAME, "address": HOME, "phone": PHONE, **own, **fields}
    party = registry.create_party(actor=SYSTEM, now=FOUNDED, agency=city.agency, kind=kind, **values)
    return replace(city, party=party)


def _interview(story: Story) -> None:
    """The record of an interview with a witness, and then the proposal that names everybody."""
    draft_document(
        actor=story.city.lead,
        now=story.now,
        case=story.case_id,
        code="D05",
        data={"person": {"name": WITNESS, "address": WITNESS_HOME, "phone": WITNESS_PHONE}},
    )
    story.propose_outcome(facts=FACTS)


def _served(story: Story) -> object:
    how = story.served_today(mode="LEAVE", recipient=NAME, relation="本人", witness=WITNESS, refusal="拒收")
    return story.serve_document(service=how)


SCENES: dict[str, Any] = {"propose_outcome": _interview, "serve_document": _served}


def public_row(story: Story) -> dict[str, Any]:
    return Publication.objects.filter(draft__case_ref=story.case_id).values().get()


def test_nothing_of_a_natural_person_is_left_in_what_is_published(city: City) -> None:
    """政府信息公开条例 15, 个人信息保护法 34: fields, copy, bundle, opening and index."""
    story = lawful_case(against(city), upto="publish_decision", instead=SCENES)
    sequence_once(now=story.now)
    search.refresh_index()
    row = public_row(story)
    _, copy = published_file(row["public_id"])
    bundle = bundle_for(row["public_id"])
    assert bundle
    archive = zipfile.ZipFile(io.BytesIO(bundle))
    assert copy in {archive.read(name) for name in archive.namelist()}
    shown = json.dumps(row, default=str, ensure_ascii=False)
    parts = [archive.read(n).decode("utf-8", "replace") for n in archive.namelist() if not n.endswith(".pdf")]
    for secret in secrets(resident_id("19810409")):
        assert secret not in shown
        assert secret not in everything_in(copy)
        assert all(secret not in part for part in parts)
        assert search.find(secret, search.Scope(kind="result"))[0] == 0
    served = text_of(pdf_bytes(story.document("D27")))
    for secret in secrets(resident_id("19810409")):
        assert secret in served or secret in (WITNESS_HOME, WITNESS_PHONE)
    assert "闻某某" in text_of(copy) and "周敏" in text_of(copy)
    assert row["snapshot"]["facts"].startswith("2026年2月20日，闻某某（电话")


def test_the_copy_is_the_served_document_except_for_what_is_hidden(city: City) -> None:
    """市场监督管理行政处罚信息公示规定 7: of a firm only the telephone is hidden."""
    story = lawful_case(city, upto="publish_decision")
    _, copy = published_file(public_row(story)["public_id"])
    served, shown = text_of(pdf_bytes(story.document("D27"))), text_of(copy)
    mark = shown[: shown.index("一致。") + 3]
    assert mark.startswith("公示文本。")
    shown = shown.replace(mark, "")
    assert "0999-5550190" in served and "0999-5550190" not in shown
    expected = served.replace("0999-5550190", "(不公开)")
    code = "扫码核验本文书真伪文号、机关、日期和文件指纹以核验页所示为准"
    assert code in expected and code not in shown
    before, _, after = expected.partition(code)
    assert shown.startswith(before)
    assert "原件已加盖印章" in shown and after[:8] in shown


def test_the_copy_is_the_same_whoever_prints_it(city: City) -> None:
    story = lawful_case(city, upto="prepare_publication")
    prepared = public_pdf(actor=city.second_discloser, case=story.case_id, now=story.now)
    again = public_pdf(actor=city.discloser, case=story.case_id, now=story.now, choices={}, conceal=())
    assert prepared == again


def test_the_copy_has_no_trace_of_the_original_in_its_metadata(city: City) -> None:
    story = lawful_case(against(city), upto="prepare_publication", instead=SCENES)
    reader = pypdf.PdfReader(io.BytesIO(public_pdf(actor=city.discloser, case=story.case_id, now=story.now)))
    assert reader.metadata and reader.metadata.author == "云屏市生态环境局"
    assert not reader.attachments
    token = story.document("D27").token
    assert token not in everything_in(public_pdf(actor=city.discloser, case=story.case_id, now=story.now))


def test_a_name_that_only_the_text_knows_is_added_by_hand(city: City) -> None:
    story = lawful_case(against(city), upto="serve_document", instead=SCENES)
    with_name = public_pdf(actor=city.discloser, case=story.case_id, now=story.now)
    assert "黎未眠" in text_of(with_name)
    story.prepare_publication(conceal=("黎未眠",))
    page = publication_page(actor=city.discloser, case=story.case_id, now=story.now)
    assert page.source.concealed == ("黎未眠",)
    assert "黎未眠" not in str(page.public)
    story.publish_decision()
    _, copy = published_file(public_row(story)["public_id"])
    assert "黎未眠" not in everything_in(copy)


def test_what_is_chosen_for_a_field_holds_in_the_copy_too(city: City) -> None:
    story = lawful_case(city, upto="serve_document")
    hide = {"facts": Choice(FieldChoice.HIDE, "商业秘密"), "remedies": Choice(FieldChoice.HIDE, "另页公布")}
    copy = text_of(public_pdf(actor=city.discloser, case=story.case_id, now=story.now, choices=hide))
    served = text_of(pdf_bytes(story.document("D27")))
    for words in ("排气筒排放颗粒物", "证明当事人身份", "如不服本决定", "请求从轻处罚"):
        assert words in served
        assert words not in copy
    unlawful = {"result": Choice(FieldChoice.HIDE, "不愿公开")}
    with pytest.raises(Refused):
        public_pdf(actor=city.discloser, case=story.case_id, now=story.now, choices=unlawful)
    assert "disclosure.field_required" in codes_of(lambda: story.prepare_publication(choices=unlawful))


def test_an_operator_and_the_home_behind_the_shop_are_not_shown(city: City) -> None:
    shop = against(
        city,
        "individual_business",
        name="云屏市安澜区闻人舟饭店",
        uscc=uscc(88, "92"),
        legal_representative=NAME,
    )
    story = lawful_case(shop, upto="publish_decision", instead=SCENES)
    row = public_row(story)
    _, copy = published_file(row["public_id"])
    assert row["party_name"] == "云屏市安澜区闻人舟饭店"
    rest = everything_in(copy).replace("云屏市安澜区闻人舟饭店", "")
    for secret in (NAME, HOME, PHONE, WITNESS):
        assert secret not in rest
    assert "经营者:闻某某" in text_of(copy)


def test_a_minor_is_published_in_no_form(city: City) -> None:
    """Law annex 6.5: minors wholly excluded."""
    lighter = (FactorInput("F06", ("证据1",)),)
    light = {
        "propose_outcome": lambda s: s.propose_outcome(
            fine=Decimal(20_000),
            factors=lighter,
            discretion_note="已满十四周岁不满十八周岁，适用“从轻”阶次。",
        )
    }
    story = lawful_case(against(city, born="20100101"), upto="serve_document", instead=light)
    refused(story.prepare_publication, "disclosure.minor")
    story.prepare_publication(ground="minor")
    story.publish_decision()
    row = public_row(story)
    assert (row["state"], row["snapshot"], row["file_sha256"]) == ("withheld", None, "")
    assert story.case.act_on == date(2026, 2, 20)
