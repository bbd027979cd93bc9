"""清单即规则：改一行，经审定、发布，下一件案件按新的办，下一版清单写新的；旧案不动，谁审定的查得到。"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sanxiang.cases.selectors import get_case
from sanxiang.disclosure.selectors import get_edition, snapshot
from sanxiang.flows import list_editions
from sanxiang.flows.publish_lists import publish_lists
from sanxiang.flows.reading import case_page
from sanxiang.flows.reading.editions import changes_of, standing
from sanxiang.flows.reading.provenance import provenance
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from tests.factories.cases import lawful_case
from tests.factories.city import City, found_city
from tests.factories.powers import ENTERS, approve, somebody

pytestmark = pytest.mark.django_db
NEW_NAME = "对未取得排污许可证排放污染物行为的处罚"


@pytest.fixture
def city(db: None) -> City:
    return found_city()


def test_改一行_下一件案件和下一版清单随之改变_旧案不动(city: City) -> None:
    旧案 = lawful_case(city, before="decide_case")
    此时 = 旧案.now
    第一版 = list_editions.draft_list(actor=somebody("拟清"), now=此时, agency=city.agency, code="duties")
    list_editions.approve_list(actor=city.head, now=此时, edition=第一版)
    list_editions.publish_list(actor=city.head, now=此时, edition=第一版)

    # 起草新版本：公众没有看到以前，不能作为新案的依据
    草稿 = services.revise_item(actor=ENTERS, now=此时, item=city.item, name=NEW_NAME)
    approve(草稿, now=此时, approval_no="云司审〔2026〕30号")
    新案 = lawful_case(replace(city, item=草稿), upto="verify_clue")
    assert not case_page(actor=city.head, case=新案.case_id, now=此时).file.item_published

    # 发布以后可以
    publish_lists(actor=city.head, now=此时, agency=city.agency)
    页 = case_page(actor=city.head, case=新案.case_id, now=此时)
    assert 页.file.item_published and 页.file.item and 页.file.item.name == NEW_NAME

    # 旧案仍是当时的版本，仍能作出决定
    案 = get_case(actor=city.head, case=旧案.case_id)
    assert 案.power_item_id == city.item and powers.get_power_item(city.item).version == 1
    旧案.decide_case()

    # 清单提示没有跟上；新的一版写明改了什么，旧的一版仍可对照
    (权责,) = [s for s in standing(city.agency, 旧案.today) if s.code == "duties"]
    assert 权责.stale and 权责.changes == 1
    次时 = 此时 + timedelta(hours=1)
    第二版 = list_editions.draft_list(actor=somebody("拟清"), now=次时, agency=city.agency, code="duties")
    list_editions.approve_list(actor=city.head, now=次时, edition=第二版)
    list_editions.publish_list(actor=city.head, now=次时, edition=第二版)
    前一版, 变化 = changes_of(get_edition(第二版))
    assert 前一版 and 前一版.id == 第一版 and [(c.kind, c.key) for c in 变化] == [("变化", "CF-001")]
    公示 = snapshot("list", get_edition(第二版).public_id)
    assert (
        公示 and NEW_NAME in str(公示["data"]["rows"]) and "云司审〔2026〕30号" in str(公示["data"]["rows"])
    )

    # 监督人员查得到：谁录入、谁审定、依据什么、带动什么
    来历 = provenance(actor=city.head, kind="power_item", row=草稿)
    assert [e.actor for e in 来历.entries] == ["钱录", "孙核", "李审"] and 来历.bases
    assert {d.label: d.count for d in 来历.drives}["案件"] == 1
