"""A small published city for the tests of the portal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password

from sanxiang.disclosure import search, services
from sanxiang.disclosure.types import DecisionSource
from sanxiang.ledger.sequencer import sequence_once
from sanxiang.sites.public import pages
from tests.factories import disclosure as sample

PASSWORD = "k7Qm-2Xw9"
NUMBER = "202611200001"
TOKEN = "7k2m9q4x8r"
DOCUMENT = b"%PDF-1.7 a signed document"


@dataclass(frozen=True, slots=True)
class City:
    """Addresses of what was published."""

    firm: str
    person: str
    withdrawn: str
    corrected: str
    firm_source: DecisionSource


def publish_city(now: datetime) -> City:
    """Lists, a firm, a person, a withdrawal, a correction, one withheld, one due, progress and a document."""
    sample.publish_lists(now)
    firm, person = sample.decision(), sample.person_decision()
    gone, wrong, minor = sample.decision(300), sample.decision(301), sample.person_decision(1090, "乔未眠")
    addresses = [sample.publish(source, now).public_id for source in (firm, person, gone, wrong)]
    services.withdraw_publication(
        actor=sample.RELEASER,
        now=now,
        case_ref=gone.case_ref,
        cause="annulled",
        reason="行政复议决定撤销原处罚决定",
        document="云府行复〔2026〕9号",
    )
    sample.prepare(wrong, now, reason="罚款金额录入错误")
    services.release_publication(actor=sample.RELEASER, now=now, case_ref=wrong.case_ref)
    sample.open_(minor, now)
    sample.prepare(minor, now, ground="minor")
    services.release_publication(actor=sample.RELEASER, now=now, case_ref=minor.case_ref)
    prepared = sample.decision(310, violation="未按规定公开环境信息")
    sample.open_(prepared, now)
    sample.prepare(prepared, now)
    sample.set_progress(NUMBER, make_password(PASSWORD), now)
    services.record_document_token(
        actor=sample.SYSTEM,
        now=now,
        token=TOKEN,
        document_no="云环罚〔2026〕112号",
        title="行政处罚决定书",
        agency_name="云屏市生态环境局",
        issued_on=now.date(),
        sha256=hashlib.sha256(DOCUMENT).hexdigest(),
        signed_by="云屏市生态环境局（印章）",
    )
    sequence_once(now=now)
    search.refresh_index()
    return City(*(f"/results/penalty/{public_id}/" for public_id in addresses), firm)


@pytest.fixture
def city(db: None) -> City:
    """The city, published a moment ago."""
    return publish_city(datetime.now(UTC) - timedelta(minutes=1))


@pytest.fixture
def no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask for the revision every time."""
    monkeypatch.setattr(pages, "ASK_EVERY", -1.0)
