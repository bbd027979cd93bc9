"""本地规定: the default holds until the city sets another, with its document, in the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from sanxiang.kernel import InvalidInput
from sanxiang.ledger.models import LogEntry
from sanxiang.ledger.selectors import views_of
from sanxiang.registry import bulk, services
from sanxiang.registry.credentialing import handle_credential
from sanxiang.registry.local import (
    binding_formats,
    credential_formats,
    local_values,
    number_remark,
    set_local_value,
    yearly_hours,
)
from sanxiang.rules.credentials import CredentialAct
from sanxiang.rules.local_values import LocalKey
from tests.registry.conftest import DOING, TODAY, Town

pytestmark = pytest.mark.django_db
CARD: dict[str, Any] = {
    "enforcement_fields": ["生态环境"], "area_code": "539900", "area_name": "云屏市", "issuer": "云屏市人民政府",
    "valid_from": date(2026, 1, 1), "valid_to": date(2029, 1, 1),
}  # fmt: skip


def give(town: Town, number: str) -> UUID:
    return services.create_credential(**DOING, officer=town.officer, number=number, **CARD)


def set_to(key: LocalKey, value: str, source: str = "云司规〔2026〕1号") -> None:
    set_local_value(**DOING, key=key, value=value, source=source)


def test_the_number_of_a_new_card_has_the_format_of_the_city(town: Town) -> None:
    give(town, "云执A01")
    assert "与常见的格式（11位数字）不同，请核对" in number_remark("云执A01")
    assert number_remark("53990000001") == ""
    card = give(town, "53990000001")
    set_to(LocalKey.CREDENTIAL_NUMBER, "云执###、云监@##")
    assert credential_formats() == binding_formats() == ("云执###", "云监@##")
    assert number_remark("云执A01") == ""
    give(town, "云监A01")
    with pytest.raises(InvalidInput, match="如云执123"):
        give(town, "53990000002")
    services.update_credential(**DOING, credential=card, area_name="云岭县")
    row = ({"agency": town.above, "unit": town.unit, "name": "新人", "post": "科员"}, CARD | {"number": "5"})
    with pytest.raises(InvalidInput, match="云执123"):
        bulk.create_officers(**DOING, rows=[row])


def test_what_is_set_has_its_document_and_its_entry(town: Town) -> None:
    with pytest.raises(InvalidInput, match="本地的依据"):
        set_to(LocalKey.TRAINING_FIRST, "40", " ")
    with pytest.raises(InvalidInput, match="整数学时"):
        set_to(LocalKey.TRAINING_FIRST, "四十")
    set_to(LocalKey.TRAINING_FIRST, "40")
    set_to(LocalKey.TRAINING_FIRST, "50")
    held = next(v for v in local_values() if v.rule.key is LocalKey.TRAINING_FIRST)
    assert (held.value, held.source, held.set_on) == ("50", "云司规〔2026〕1号", TODAY)
    said = [e.sentence for e in views_of(LogEntry.objects.filter(kind="registry.local_value_set"))]
    assert "系统将本地规定“申领前的岗前培训学时”由40改为50，依据云司规〔2026〕1号" in said


def test_a_yearly_check_passes_with_the_hours_of_the_city(town: Town) -> None:
    card = give(town, "53990000001")

    def check(**hours: int) -> None:
        handle_credential(
            **DOING, credential=card, kind=CredentialAct.CHECK_PASSED, day=TODAY, reason="合格", **hours
        )

    assert yearly_hours() is None
    with pytest.raises(InvalidInput, match="请填写年度培训学时"):
        check()
    check(training_hours=59)
    set_to(LocalKey.TRAINING_YEARLY, "60")
    with pytest.raises(InvalidInput, match="年度培训59学时，本市要求不少于60学时"):
        check(training_hours=59)
    set_to(LocalKey.TRAINING_YEARLY, "0")
    check()
