"""来历: each row says who entered it, on which basis, and what it drives; nobody looks beyond the own scope."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from sanxiang.flows.list_editions import approve_list, draft_list, publish_list
from sanxiang.flows.reading.provenance import REGISTERS, provenance
from sanxiang.kernel import Actor, Role
from sanxiang.powers.selectors import find_benchmarks, get_power_item, review_rule_versions
from sanxiang.registry import selectors as registry
from sanxiang.registry.regions import create_regions
from tests.factories.cases import lawful_case
from tests.factories.city import FOUNDED, SYSTEM, City, person
from tests.factories.powers import somebody
from tests.factories.recording import rule
from tests.flows.test_publish_lists import LATER
from tests.imports.conftest import bring
from tests.sites.admin.test_agencies import entered, of

Browse = Callable[[Actor], Client]


def row(kind: str, key: object) -> str:
    return reverse("admin:row", args=[kind, key])


def test_an_item_says_who_changed_it_what_it_rests_on_and_what_it_drives(
    city: City, admin: Actor, browse: Browse
) -> None:
    lawful_case(city, upto="file_case")
    shown = browse(admin).get(row("power_item", city.item)).content.decode()
    item = get_power_item(city.item)
    assert item.name in shown and item.bases[0].citation in shown
    assert "钱录起草权力事项" in shown and "李审审定权力事项" in shown
    assert "1件，其中1件还在办" in shown


def test_the_registers_are_searched_by_name_and_number(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    item = get_power_item(city.item)
    assert item.name in client.get(reverse("admin:rows"), {"q": item.code}).content.decode()
    assert "没有找到" in client.get(reverse("admin:rows"), {"q": "并无此事"}).content.decode()
    for kind in ("officer", "agency", "benchmark"):
        assert client.get(reverse("admin:rows"), {"kind": kind}).status_code == 200
    assert client.get(reverse("admin:rows"), {"kind": "nothing"}).status_code == 404


def test_every_kind_of_row_answers(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    lead = city.lead.officer_id
    for kind, key in (("agency", city.agency), ("officer", lead)):
        shown = client.get(row(kind, key)).content.decode()
        assert "现在管着什么" in shown and "登记" in shown


def test_the_rows_of_the_other_lists_answer_too(city: City, admin: Actor, browse: Browse) -> None:
    client, asked = browse(admin), rule(city, "全程录像")
    recording = client.get(row("recording", asked)).content.decode()
    assert (
        "钱录起草音像记录事项3" in recording
        and "李审审定音像记录事项3" in recording
        and "办案环节" in recording
    )
    common = review_rule_versions(None)[0]
    shown = client.get(row("review_rule", common.id)).content.decode()
    assert common.title in shown and f"《{common.basis[0][0]}》" in shown
    for kind, found in (
        ("recording", "排污单位检查"),
        ("review_rule", common.title),
        ("random_check", "没有找到"),
    ):
        assert found in client.get(reverse("admin:rows"), {"kind": kind}).content.decode()
    assert browse(city.stranger).get(row("recording", asked)).status_code == 404


def test_a_supervisor_begins_with_all_agencies_and_may_choose_one(city: City, browse: Browse) -> None:
    client = browse(of(city, entered(), "督明", 34, Role.SUPERVISOR))
    page = client.get(reverse("admin:rows")).content.decode()
    assert '<option value="">全部机关</option>' in page
    item = get_power_item(city.item)
    assert item.name in page and f"{item.code}，云屏市生态环境局" in page
    every = client.get(reverse("admin:rows"), {"kind": "agency"}).content.decode()
    assert "云屏市城市管理局" in every and "云屏市生态环境局" in every
    other = str(city.stranger.agency_id)
    assert item.name not in client.get(reverse("admin:rows"), {"agency": other}).content.decode()
    common = client.get(reverse("admin:rows"), {"kind": "review_rule", "q": "T6"}).content.decode()
    assert common.count("T6，第1版，全市共同，默认值，待本机关核定") == 1


def test_a_benchmark_is_found_by_its_number_and_names_file_and_lines(
    city: City, admin: Actor, browse: Browse
) -> None:
    head = ("执法主体", "编号", "违法行为", "裁量档次", "适用条件", "裁量标准")
    tiers = (("1", "初次", "处一万元以上二万元以下罚款"), ("2", "再次", "处二万元以上五万元以下罚款"))
    run = bring(
        admin, "benchmarks", [head, *(("云屏市生态环境局", "3-2", "露天焚烧垃圾的", *t) for t in tiers)]
    )
    assert run.ok, run.problems
    client = browse(admin)
    found = client.get(reverse("admin:rows"), {"kind": "benchmark", "q": "3-2"}).content.decode()
    assert "露天焚烧垃圾的" in found
    (draft,) = find_benchmarks(city.agency, "3-2")
    shown = client.get(row("benchmark", draft.id)).content.decode()
    assert "第2–3行" in shown and "管清导入的“" in shown and "录入" in shown


def test_a_row_of_every_kind_says_people_basis_and_what_it_drives(
    city: City, admin: Actor, browse: Browse
) -> None:
    supervisor, recording = person(city, "督明", 35, Role.SUPERVISOR), rule(city, "全程录像")
    unit = registry.units(city.agency)[0].id
    (region,) = create_regions(actor=SYSTEM, now=FOUNDED, rows=[("539900", "云屏市")])
    edition = draft_list(actor=admin, now=FOUNDED, agency=city.agency, code="duties")
    keys = {
        "unit": unit, "region": region, "edition": edition,
        "power_item": city.item, "benchmark": city.benchmark, "recording": recording, "agency": city.agency,
        "officer": city.lead.officer_id, "review_rule": review_rule_versions(None)[0].id,
    }  # fmt: skip
    assert keys.keys() | {"random_check", "no_penalty", "law", "history"} == REGISTERS.keys()
    for kind, key in keys.items():
        assert key
        found = provenance(actor=supervisor, kind=kind, row=key)
        # the recording row of this city is entered without a basis, and the page says so
        assert found.drives and (found.bases or kind == "recording"), kind
        assert found.people or found.entries, kind
    assert dict(provenance(actor=supervisor, kind="power_item", row=city.item).people)["审定"].startswith(
        "李审"
    )


def test_what_rests_on_a_row_leads_to_its_own_answers(city: City, admin: Actor, browse: Browse) -> None:
    client = browse(admin)
    (law,) = {basis.law_id for basis in get_power_item(city.item).bases}
    page = client.get(row("power_item", city.item)).content.decode()
    assert row("law", law) in page and row("benchmark", city.benchmark) in page
    for kind, key in (("law", law), ("benchmark", city.benchmark)):
        assert row("power_item", city.item) in client.get(row(kind, key)).content.decode()
    unit = registry.units(city.agency)[0].id
    assert city.lead.name in client.get(row("unit", unit)).content.decode()
    assert row("unit", unit) in client.get(row("agency", city.agency)).content.decode()


def test_a_row_of_a_list_is_published_with_an_edition_and_not_before(city: City) -> None:
    supervisor, kept = person(city, "督明", 37, Role.SUPERVISOR), rule(city, "全程录像")

    def published(kind: str = "recording", row: UUID = kept) -> int:
        found = provenance(actor=supervisor, kind=kind, row=row)
        (drive,) = [d for d in found.drives if d.label == "公示的清单"]
        assert [r.kind for r in drive.rows] == ["edition"] * drive.count
        return drive.count

    assert published() == published("power_item", city.item) == 0
    duties = draft_list(actor=somebody("拟清"), now=LATER, agency=city.agency, code="duties")
    approve_list(actor=city.head, now=LATER, edition=duties, approval_no="云环发〔2026〕6号")
    publish_list(actor=city.head, now=LATER, edition=duties)
    assert (published(), published("power_item", city.item)) == (0, 1)
    edition = draft_list(actor=somebody("拟清"), now=LATER, agency=city.agency, code="recording")
    approve_list(actor=city.head, now=LATER, edition=edition, approval_no="云环发〔2026〕7号")
    assert published() == 0
    publish_list(actor=city.head, now=LATER, edition=edition)
    assert published() == 1


def test_a_row_that_nobody_approves_by_itself_says_so(city: City) -> None:
    supervisor, unit = person(city, "督明", 38, Role.SUPERVISOR), registry.units(city.agency)[0].id
    for kind, key in (("unit", unit), ("officer", city.lead.officer_id)):
        assert key
        assert ("审定", "这类登记不单独审定") in provenance(actor=supervisor, kind=kind, row=key).people


def test_what_nobody_has_approved_says_so(city: City, admin: Actor, browse: Browse) -> None:
    edition = draft_list(actor=admin, now=FOUNDED, agency=city.agency, code="duties")
    page = browse(admin).get(row("edition", edition)).content.decode()
    assert "审定" in page and "还没有" in page and "管清" in page


def test_another_agency_sees_nothing_and_the_supervisor_sees_it(city: City, browse: Browse) -> None:
    assert city.stranger.has(Role.AGENCY_HEAD)
    assert browse(city.stranger).get(row("power_item", city.item)).status_code == 404
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    assert browse(supervisor).get(row("power_item", city.item)).status_code == 200
    assert browse(supervisor).get(row("power_item", uuid4())).status_code == 404
    assert browse(supervisor).get(reverse("admin:rows"), {"agency": str(uuid4())}).status_code == 404
