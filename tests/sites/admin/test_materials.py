"""服务指南的填写和公布: materials row by row, the hall beside them, on screen, in the guide and on the portal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxiang.flows.publish_lists import publish_lists
from sanxiang.flows.shared.lists import table_of
from sanxiang.kernel import Actor, Role, local_date
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.powers.materials import Material
from tests.browser import browser
from tests.factories.city import LAW, SYSTEM, City, found_city, person
from tests.factories.powers import ENTERS, approve
from tests.flows.test_publish_lists import LATER
from tests.sites.admin.conftest import client_of, looks_right
from tests.sites.admin.test_items import drafted

__all__ = ["browser"]
Browse = Callable[[Actor], Client]
LICENCE: dict[str, Any] = {
    "code": "XK-301", "name": "排污许可", "kind": "licence", "basis_text": f"《{LAW}》第三条", "penalty_kinds": [],
    "fine_min": "", "fine_max": "", "procedure": "", "accepting_unit": "许可科", "conditions": "符合排放标准",
    "hall": "云屏市政务服务中心二楼B06窗口", "hall_phone": "0999-5550110", "hall_hours": "工作日9:00至17:00",
}  # fmt: skip
ROWS: dict[str, Any] = {
    "row": ["1", "4"], "material_1": "申请表", "form_1": "original", "copies_1": "2", "medium_1": "either",
    "source_1": "applicant", "need_1": "required", "material_4": "授权委托书", "copies_4": "1",
    "need_4": "conditional", "note_4": "委托办理的提供",
}  # fmt: skip


def test_materials_are_entered_row_by_row(city: City, admin: Actor, browse: Browse) -> None:
    address = reverse("admin:item_new")
    sent = (
        LICENCE
        | ROWS
        | {"effective_from": "2026-01-01", "statutory_unit": "CD", "enforcement_field": "生态环境"}
    )
    more = browse(admin).post(address, sent | {"do": "add"})
    page = more.content.decode()
    assert more.status_code == 200 and 'name="row" value="5"' in page and "授权委托书" in page
    wrong = browse(admin).post(address, sent | {"copies_1": "0"})
    assert wrong.status_code == 422 and 'href="#id_copies_1"' in wrong.content.decode()
    item = drafted(browse(admin), **LICENCE, **ROWS)
    assert item.material_rows == (
        Material("申请表", "original", 2, "either", "applicant", "required", ""),
        Material("授权委托书", "", 1, "", "", "conditional", "委托办理的提供"),
    )
    assert item.hall == LICENCE["hall"]
    page = browse(admin).get(reverse("admin:item", args=[item.id])).content.decode()
    assert "1. 申请表，原件2份，纸质或者电子，申请人自备，必要" in page and "二楼B06窗口" in page


def test_what_was_kept_as_text_stays_and_is_flagged(city: City, admin: Actor, browse: Browse) -> None:
    item = drafted(browse(admin), **LICENCE)
    services.change_draft(actor=admin, now=LATER, item=item.id, materials="申请表、章程等")
    page = browse(admin).get(reverse("admin:item", args=[item.id])).content.decode()
    assert "申请材料原文，还没有逐项列出" in page and "申请表、章程等" in page
    edit = browse(admin).get(reverse("admin:item_edit", args=[item.id])).content.decode()
    assert "申请表、章程等" in edit
    assert "申请材料原文" not in browse(admin).get(reverse("admin:item_new")).content.decode()


def test_the_guide_and_the_portal_show_them(city: City, admin: Actor, browse: Browse, client: Client) -> None:
    item = drafted(browse(admin), **LICENCE, **ROWS)
    services.change_draft(actor=ENTERS, now=LATER, item=item.id, materials="以及章程")
    approve(item.id, now=LATER)
    _, rows = table_of("guide", city.agency, local_date(LATER))
    row = next(row for row in rows if row[0] == "XK-301")
    assert any("2. 授权委托书，1份，情形需要：委托办理的提供\n以及章程" in cell for cell in row)
    assert LICENCE["hall"] in row and LICENCE["hall_hours"] in row and LICENCE["hall_phone"] in row
    publish_lists(actor=SYSTEM, now=LATER)
    page = client.get(f"/powers/{powers.get_power_item(item.id).public_id}/").content.decode()
    for words in ("授权委托书", "原件2份", "以及章程", "二楼B06窗口", "工作日9:00至17:00", "0999-5550110"):
        assert words in page, words


@pytest.mark.e2e
def test_the_form_is_accessible_and_fits(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    item = drafted(client_of(admin), **LICENCE, **ROWS)
    pages = (
        reverse("admin:item_new"),
        reverse("admin:item_edit", args=[item.id]),
        reverse("admin:item", args=[item.id]),
    )
    looks_right(browser, live_server, admin, *pages)
