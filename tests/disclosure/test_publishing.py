"""公示的起止: two persons, lawful redaction, tombstones (118号 (六); 行政处罚法 48)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sanxiang.disclosure import selectors, services
from sanxiang.disclosure.models import Draft, Publication, PublicationVersion
from sanxiang.disclosure.redaction import build_paper, build_snapshot
from sanxiang.disclosure.selectors.files import published_files
from sanxiang.disclosure.types import Choice, FieldChoice, PartySource
from sanxiang.kernel import NotFound, Refused
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.sequencer import sequence_once
from tests.factories import disclosure as sample

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def row(source) -> dict:
    return Publication.objects.filter(draft__case_ref=source.case_ref).values().get()


def test_a_decision_is_accounted_for_from_the_day_it_is_made():
    source = sample.decision()
    view = sample.open_(source)
    assert view.state == "due"
    assert selectors.result(view.public_id) is None
    shown = row(source)
    assert (shown["agency_name"], shown["party_name"], shown["snapshot"]) == ("云屏市生态环境局", "", None)
    assert sample.open_(source).public_id == view.public_id


def test_what_is_prepared_is_not_public():
    source = sample.decision()
    sample.open_(source)
    view = sample.prepare(source)
    assert view.state == "prepared"
    assert view.public["party_name"] == "云屏市恒源砖业有限公司"
    assert "恒源砖业" not in json.dumps(row(source), default=str, ensure_ascii=False)


def test_an_unopened_decision_is_not_found():
    with pytest.raises(NotFound):
        sample.prepare(sample.decision())


def test_another_person_releases():
    source = sample.decision()
    sample.open_(source)
    sample.prepare(source)
    with pytest.raises(Refused) as refusal:
        services.release_publication(actor=sample.PREPARER, now=sample.NOW, case_ref=source.case_ref)
    assert codes(refusal) == {"disclosure.two_persons"}
    assert row(source)["state"] == "due"


def test_the_database_refuses_one_person_too():
    source = sample.decision()
    sample.publish(source)
    with pytest.raises(IntegrityError, match="publication_released_by_another"), transaction.atomic():
        Draft.objects.update(released_by_id=sample.PREPARER.person_id)


def test_the_database_refuses_a_party_before_release():
    source = sample.decision()
    sample.open_(source)
    with pytest.raises(IntegrityError, match="publication_shows_only"), transaction.atomic():
        Publication.objects.update(party_name="云屏市恒源砖业有限公司")


def test_nothing_prepared_nothing_released():
    source = sample.decision()
    sample.open_(source)
    with pytest.raises(Refused) as refusal:
        services.release_publication(actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref)
    assert codes(refusal) == {"disclosure.not_prepared"}


def test_the_ledger_entry_names_the_published_pdf():
    source = sample.decision()
    view = sample.publish(source)
    entry = LogEntry.objects.get(pk=view.entry_id)
    leaf = json.loads(bytes(entry.leaf))
    assert leaf["doc"] == hashlib.sha256(sample.public_copy(source)).hexdigest() == view.pdf_sha256
    assert (leaf["t"], leaf["id"]) == ("disclosure.published", str(row(source)["id"]))


def test_the_opening_discloses_published_fields_only():
    source = sample.person_decision()
    sample.publish(source)
    opening = row(source)["opening"]
    assert json.loads(opening)["fields"]["party_name"]["value"] == "秦某某"
    for secret in ("秦望野", "卓听澜", "520102199003071234", "13800138000", "梨花巷"):
        assert secret not in opening


def test_a_person_is_published_without_any_protected_word():
    source = sample.person_decision()
    view = sample.publish(source)
    shown = row(source)
    assert published_files().read(shown["file_sha256"]) == sample.public_copy(source)
    everything = json.dumps(shown, default=str, ensure_ascii=False)
    for secret in ("秦望野", "卓听澜", "520102199003071234", "13800138000", "梨花巷"):
        assert secret not in everything
    assert view.internal["party"]["name"] == "秦望野"


def test_nothing_is_published_without_its_public_copy():
    source = sample.decision()
    sample.open_(source)
    with pytest.raises(ValueError, match="须有公示文本"):
        sample.prepare(source, pdf=b"")


def test_every_kind_of_party_gets_its_proof_and_its_bundle():
    for source in (sample.decision(), sample.person_decision()):
        view = sample.publish(source)
        sequence_once(now=sample.NOW)
        bundle = selectors.bundle_for(view.public_id)
        assert bundle
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            assert sample.public_copy(source) in {archive.read(name) for name in archive.namelist()}


def test_a_hidden_field_says_why_and_its_reason_is_masked_too():
    hide = {"facts": Choice(FieldChoice.HIDE, "涉及卓听澜的商业秘密")}
    source = sample.decision(third_persons=("卓听澜",))
    sample.publish(source, choices=hide)
    shown = row(source)
    assert "facts" not in shown["snapshot"]
    assert shown["snapshot"]["hidden"] == {"facts": "涉及卓某某的商业秘密"}


def test_words_added_by_people_are_masked_like_the_rest():
    source = sample.person_decision()
    view = sample.publish(source)
    sample.prepare(source, reason="卓听澜提出异议，电话13800138000")
    services.release_publication(actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref)
    assert row(source)["reason"] == "卓某某提出异议，电话（联系电话已遮蔽）"
    assert "卓听澜" not in row(source)["opening"]
    services.withdraw_publication(
        actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref, cause="annulled",
        reason="秦望野申请复议，决定被撤销", document="云府行复〔2026〕9号",
    )  # fmt: skip
    shown = selectors.result(view.public_id)
    assert shown and shown["reason"].endswith("当事人申请复议，决定被撤销")


def test_a_passage_that_somebody_adds_is_gone_everywhere():
    source = sample.decision(concealed=("1号隧道窑",))
    sample.publish(source)
    assert "隧道窑" not in json.dumps(row(source), default=str, ensure_ascii=False)
    data = {"party": {"kind": "organisation", "name": source.party.name}, "facts": source.facts}
    assert "隧道窑" not in str(build_paper(source, {}, data))


def test_an_operator_is_a_natural_person_and_its_shop_keeps_its_name():
    party = PartySource("individual_business", "云屏市闻人舟饭店", "92520000MA6H1N2P3Q", "闻人舟")
    source = sample.decision(party=party, facts="闻人舟在云屏市闻人舟饭店经营。", addresses=("柳巷3号",))
    sample.publish(source)
    shown = row(source)["snapshot"]
    assert (shown["party_name"], shown["uscc"]) == (party.name, party.uscc)
    assert shown["facts"] == "闻某某在云屏市闻人舟饭店经营。"
    alone = sample.decision(party=replace(party, name="闻人舟"), facts="闻人舟经营。")
    assert build_snapshot(alone, {})["party_name"] == "闻某某"


def test_the_public_copy_follows_the_choices():
    source = sample.decision()
    data = {
        "party": {"kind": "organisation", "name": source.party.name, "uscc": source.party.uscc},
        "facts": source.facts,
        "evidence": [{"name": "黎文澜所拍照片", "proves": "证明正在排放"}],
        "law": [{"law": "排污许可管理条例", "place": "第三十三条"}],
        "discretion": {"tier": "一般", "factors": ["持续46日"], "explanation": "持续46日"},
        "penalties": [source.result],
        "case": {"title": "恒源砖业案"},
        "opinions": ["内部意见"],
    }
    same = build_paper(source, {}, data)
    assert same == {key: value for key, value in data.items() if key != "opinions"}
    hidden = build_paper(
        source,
        {
            "facts": Choice(FieldChoice.HIDE, "商业秘密"),
            "handlers": Choice(FieldChoice.MASK, "安全"),
            "uscc": Choice(FieldChoice.HIDE, "有误"),
        },
        data,
    )
    assert "46日" not in str(hidden)
    assert "排放" not in str({**hidden, "law": ""})
    assert source.party.uscc not in str(hidden)
    masked = build_paper(source, {"handlers": Choice(FieldChoice.MASK, "安全")}, data)
    assert masked["evidence"][0]["name"] == "黎某某所拍照片"
    assert masked["facts"] == source.facts


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"party_name": Choice(FieldChoice.SHOW)}, "disclosure.field_protected"),
        ({"facts": Choice(FieldChoice.SHOW)}, "disclosure.field_protected"),
        ({"party_name": Choice(FieldChoice.HIDE, "不愿公开")}, "disclosure.field_required"),
        ({"result": Choice(FieldChoice.HIDE, "不愿公开")}, "disclosure.field_required"),
        ({"remedies": Choice(FieldChoice.HIDE)}, "disclosure.reason_missing"),
        ({"address": Choice(FieldChoice.HIDE, "住址")}, "disclosure.field_unknown"),
    ],
)
def test_unlawful_choices_are_refused(choices, code):
    source = sample.person_decision()
    sample.open_(source)
    with pytest.raises(Refused) as refusal:
        sample.prepare(source, choices=choices)
    assert code in codes(refusal)


def test_a_minor_is_withheld():
    source = replace(sample.person_decision(), party=PartySource("person", "秦望野", minor=True))
    sample.open_(source)
    with pytest.raises(Refused) as refusal:
        sample.prepare(source)
    assert codes(refusal) == {"disclosure.minor"}


def test_withholding_takes_two_persons_and_shows_its_ground_only():
    source = sample.person_decision()
    sample.open_(source)
    sample.prepare(source, ground="minor")
    view = services.release_publication(actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref)
    shown = row(source)
    assert (view.state, shown["ground"]) == ("withheld", "涉及未成年人")
    assert "秦" not in json.dumps(shown, default=str, ensure_ascii=False)


def test_what_was_withheld_may_be_published_later():
    """政府信息公开条例 18: what is withheld is examined again from time to time."""
    source = sample.decision()
    sample.open_(source)
    for ground in ("trade_secret", ""):
        sample.prepare(source, ground=ground)
        view = services.release_publication(actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref)
    assert (view.state, row(source)["ground"]) == ("published", "")


def test_what_is_published_cannot_quietly_be_withheld():
    source = sample.decision()
    sample.publish(source)
    with pytest.raises(Refused) as refusal:
        sample.prepare(source, ground="privacy", reason="当事人要求")
    assert codes(refusal) == {"disclosure.already_published"}


def test_a_withdrawal_leaves_a_tombstone_without_the_party():
    source = sample.decision()
    view = sample.publish(source)
    services.withdraw_publication(
        actor=sample.RELEASER,
        now=sample.NOW,
        case_ref=source.case_ref,
        cause="annulled",
        reason="行政复议决定撤销原处罚决定",
        document="云府行复〔2026〕9号",
    )
    shown = selectors.result(view.public_id)
    assert shown is not None
    assert (shown["state"], shown["document_no"]) == ("withdrawn", "云环罚〔2026〕112号")
    assert "云府行复〔2026〕9号" in shown["reason"]
    assert "恒源" not in json.dumps(row(source), default=str, ensure_ascii=False)
    assert PublicationVersion.objects.get().snapshot["party_name"] == "云屏市恒源砖业有限公司"
    assert LogEntry.objects.filter(kind="disclosure.withdrawn").count() == 1


def test_a_withdrawal_needs_cause_reason_and_document():
    source = sample.decision()
    sample.publish(source)
    with pytest.raises(Refused) as refusal:
        services.withdraw_publication(
            actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref, cause="", reason="", document=""
        )
    assert codes(refusal) == {"withdrawal.cause", "withdrawal.reason", "withdrawal.document"}


def test_a_correction_needs_a_reason_and_keeps_both_versions():
    source = sample.decision()
    sample.publish(source)
    corrected = replace(source, result="罚款201,000.00元")
    with pytest.raises(Refused) as refusal:
        sample.prepare(corrected)
    assert codes(refusal) == {"disclosure.correction_reason"}
    sample.prepare(corrected, reason="罚款金额录入错误")
    assert row(source)["result"] == "罚款210,000.00元"
    view = services.release_publication(actor=sample.RELEASER, now=sample.NOW, case_ref=source.case_ref)
    assert (view.state, view.version, row(source)["result"]) == ("corrected", 2, "罚款201,000.00元")
    assert PublicationVersion.objects.count() == 2


def test_a_term_that_is_over_ends_by_itself():
    source = sample.decision()
    view = sample.publish(source, expires_on=source.decided_on + timedelta(days=90))
    later = sample.NOW + timedelta(days=90)
    assert services.expire_publications(actor=sample.SYSTEM, now=sample.NOW) == 0
    assert services.expire_publications(actor=sample.SYSTEM, now=later) == 1
    shown = selectors.result(view.public_id)
    assert shown is not None
    assert (shown["state"], shown["party_name"]) == ("expired", "")


def test_every_change_raises_the_revision():
    before = selectors.current_revision()
    sample.publish(sample.decision())
    assert selectors.current_revision() == before + 2
