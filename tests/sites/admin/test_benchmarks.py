"""裁量基准的页面: faults first, lines mended, approved by the supervisor onto an item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from sanxiang.kernel import Actor, InvalidInput, Role
from sanxiang.ledger.selectors import entries_of_subject
from sanxiang.powers import selectors as powers
from sanxiang.powers.services import approve_benchmark, draft_line, tie_benchmarks
from sanxiang.powers.types import BenchmarkView
from tests.browser import browser
from tests.factories.city import FOUNDED, City, found_city, person
from tests.factories.powers import APPROVES
from tests.sites.admin.conftest import looks_right, outsider, window

__all__ = ["browser"]
Browse = Callable[[Actor], Client]


def drafted(city: City, admin: Actor, *standards: str) -> BenchmarkView:
    for grade, standard in enumerate(standards, start=1):
        draft_line(
            actor=admin, now=FOUNDED, agency=city.agency, number="3-5", title="侵占监测设施的", grade=grade,
            conditions=f"情形{grade}", standard=standard, basis_text="处一万元以上一百万元以下的罚款",
        )  # fmt: skip
    (draft,) = powers.draft_benchmarks(city.agency)
    return draft


def sent(draft: BenchmarkView) -> dict[str, Any]:
    """The form of a draft as its page sends it."""
    lines = {
        f"{name}_{n}": str(getattr(t, name))
        for n, t in enumerate(draft.tiers, 1)
        for name in ("uid", "grade", "conditions", "standard", "remark")
    }
    head = {name: getattr(draft, name) for name in ("number", "title", "document_no", "basis_text")}
    return {**head, **lines, "row": [str(n) for n in range(1, len(draft.tiers) + 1)]}


def test_faults_are_shown_mended_and_the_benchmark_approved(city: City, admin: Actor, browse: Browse) -> None:
    draft = drafted(city, admin, "处一万元以上十万元以下罚款", "处二十万元以上一百万元以下罚款")
    page = reverse("admin:benchmark", args=[draft.id])
    supervisor = person(city, "督明", 33, Role.SUPERVISOR)
    assert "1处要核对" in browse(admin).get(reverse("admin:benchmarks")).content.decode()
    assert "100,000至200,000没有规定" in browse(admin).get(page).content.decode()
    approval = {"item": str(city.item), "document_no": "云环规〔2026〕1号", "effective_from": "2026-02-01"}
    refused = browse(supervisor).post(reverse("admin:benchmark_approve", args=[draft.id]), approval)
    assert refused.status_code == 422 and "没有规定" in refused.content.decode()
    lines = sent(draft) | {"standard_2": "处十万元以上一百万元以下罚款"}
    assert browse(admin).post(reverse("admin:benchmark_edit", args=[draft.id]), lines).status_code == 302
    assert "没有发现矛盾" in browse(admin).get(page).content.decode()
    done = browse(supervisor).post(reverse("admin:benchmark_approve", args=[draft.id]), approval)
    assert done.status_code == 302
    assert draft.id in {b.id for b in powers.benchmarks(city.item, date(2026, 2, 1))}
    assert "督明" in browse(admin).get(page).content.decode()


def test_another_agency_sees_no_draft(city: City, admin: Actor, browse: Browse) -> None:
    draft = drafted(city, admin, "处一万元罚款")
    assert browse(city.stranger).get(reverse("admin:benchmark", args=[draft.id])).status_code == 404
    edit = reverse("admin:benchmark_edit", args=[draft.id])
    assert browse(outsider(city, Role.ADMINISTRATOR)).get(edit).status_code == 404
    assert draft.title not in browse(city.stranger).get(reverse("admin:benchmarks")).content.decode()
    assert browse(city.head).post(reverse("admin:benchmark_approve", args=[draft.id])).status_code == 403


FIVE_FORMS = (
    "给予警告",
    "处一万元罚款",
    "处一万元以上三万元以下罚款",
    "处货值金额一倍以上二倍以下罚款",
    "处一万元以上五万元以下罚款，每增加1台设备加2000元",
)


def typed(*standards: str, **more: Any) -> dict[str, Any]:
    """A new benchmark as typed: a line for each standard."""
    lines = {f"standard_{n}": standard for n, standard in enumerate(standards, 1)}
    lines |= {f"grade_{n}": str(n) for n in range(1, len(standards) + 1)}
    lines |= {f"conditions_{n}": f"情形{n}" for n in range(1, len(standards) + 1)}
    keys = [str(n) for n in range(1, len(standards) + 1)]
    return {"title": "擅自停运设施的", "number": "7-1", "row": keys, **lines, **more}


def test_a_benchmark_in_all_five_forms_is_drafted_on_screen(city: City, admin: Actor, browse: Browse) -> None:
    done: Any = browse(admin).post(reverse("admin:benchmark_new"), typed(*FIVE_FORMS))
    assert done.status_code == 302, done.content.decode()[-3000:]
    (draft,) = powers.draft_benchmarks(city.agency)
    assert [t.standard for t in draft.tiers] == list(FIVE_FORMS)
    assert (draft.title, draft.number, draft.entered_by) == ("擅自停运设施的", "7-1", "管清")
    page = browse(admin).get(reverse("admin:benchmark", args=[draft.id])).content.decode()
    assert "从10,000.00元起，每增加1台设备加2,000.00元，最多50,000.00元" in page
    again = browse(admin).post(reverse("admin:benchmark_new"), typed(*FIVE_FORMS))
    assert again.status_code == 422 and "已有裁量基准草稿" in again.content.decode()


def test_a_line_is_added_and_taken_out_and_nothing_typed_is_lost(
    city: City, admin: Actor, browse: Browse
) -> None:
    form = typed("处一万元罚款", "处二万元罚款", grade_1="0", basis_text="处一万元以上五万元以下的罚款")
    for do, keys in (("add", [1, 2, 3]), ("remove-2", [1]), ("remove-1", [2])):
        answer = browse(admin).post(reverse("admin:benchmark_new"), form | {"do": do})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert [key for key in range(1, 5) if f'name="row" value="{key}"' in page] == keys
        assert "处一万元以上五万元以下的罚款" in page and "擅自停运设施的" in page
        assert ("请确保该值大于或者等于1" in page or "大于或等于" in page) == (1 in keys), do
        assert ("处二万元罚款" in page) == (2 in keys)
    assert powers.draft_benchmarks(city.agency) == []


def test_errors_stay_at_their_line_and_a_blank_line_is_none(city: City, admin: Actor, browse: Browse) -> None:
    form = typed("处一万元罚款", "处二万元罚款", "", conditions_2="", conditions_3="", grade_3="")
    answer = browse(admin).post(reverse("admin:benchmark_new"), form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "有1处需要更正" in page
    assert 'href="#id_conditions_2"' in page and "处二万元罚款" in page
    done = browse(admin).post(reverse("admin:benchmark_new"), form | {"conditions_2": "情形2"})
    assert done.status_code == 302
    assert len(powers.draft_benchmarks(city.agency)[0].tiers) == 2
    empty = browse(admin).post(reverse("admin:benchmark_new"), typed("", conditions_1="", number="8"))
    assert "至少要有一行裁量档次" in empty.content.decode()


def test_the_lines_are_checked_together_before_they_are_saved(
    city: City, admin: Actor, browse: Browse
) -> None:
    form = typed("处一万元以上二万元以下罚款", "处三万元以上五万元以下罚款", do="check")
    page = browse(admin).post(reverse("admin:benchmark_new"), form).content.decode()
    assert "20,000至30,000没有规定" in page and "系统读出：罚款10,000.00元至20,000.00元" in page
    mended = form | {"standard_2": "处二万元以上五万元以下罚款"}
    assert "没有发现矛盾" in browse(admin).post(reverse("admin:benchmark_new"), mended).content.decode()


def test_a_line_that_stays_is_the_same_line(city: City, admin: Actor, browse: Browse) -> None:
    """What was imported keeps its provenance."""
    draft = drafted(city, admin, "处一万元罚款", "处二万元罚款")
    form = sent(draft) | {
        "row": ["2", "3"],
        "grade_3": "3",
        "conditions_3": "情形3",
        "standard_3": "处三万元罚款",
    }
    browse(admin).post(reverse("admin:benchmark_edit", args=[draft.id]), form)
    (after,) = powers.draft_benchmarks(city.agency)
    assert [t.standard for t in after.tiers] == ["处二万元罚款", "处三万元罚款"]
    assert after.tiers[0].uid == draft.tiers[1].uid and after.tiers[1].uid not in {t.uid for t in draft.tiers}
    stolen = sent(after) | {"title": "另一行为", "uid_1": str(after.tiers[0].uid), "number": "9"}
    browse(admin).post(reverse("admin:benchmark_new"), stolen)
    other = next(b for b in powers.draft_benchmarks(city.agency) if b.title == "另一行为")
    assert other.tiers[0].uid != after.tiers[0].uid


def three_drafts(city: City, admin: Actor) -> dict[str, BenchmarkView]:
    """1-2 is tied and sound, 1-3 is tied with a gap, 1-10 is not tied."""
    for number, standards in (
        ("1-10", ["处一万元罚款"]),
        ("1-2", ["处一万元以上十万元以下罚款", "处十万元以上一百万元以下罚款"]),
        ("1-3", ["处一万元以上十万元以下罚款", "处二十万元以上一百万元以下罚款"]),
    ):
        for grade, standard in enumerate(standards, 1):
            draft_line(
                actor=admin, now=FOUNDED, agency=city.agency, number=number, title=f"行为{number}", grade=grade,
                conditions=f"情形{grade}", standard=standard,
            )  # fmt: skip
    found = {b.number: b for b in powers.draft_benchmarks(city.agency)}
    assert list(found) == ["1-2", "1-3", "1-10"]
    tie_benchmarks(actor=admin, now=FOUNDED, ties={found["1-2"].id: city.item, found["1-3"].id: city.item})
    return found


def test_many_are_approved_under_one_number_and_what_cannot_be_is_named(
    city: City, admin: Actor, browse: Browse
) -> None:
    found = three_drafts(city, admin)
    supervisor = browse(person(city, "督明", 33, Role.SUPERVISOR))
    page = supervisor.get(reverse("admin:benchmarks") + "?all=1").content.decode()
    assert f'value="{found["1-2"].id}" form="together" checked' in page and page.count(" checked>") == 1
    assert "审定所选" not in browse(admin).get(reverse("admin:benchmarks")).content.decode()
    together = reverse("admin:benchmarks_together")
    sent = {"item": [str(b.id) for b in found.values()], "effective_from": "2026-02-01"}
    wrong = supervisor.post(together, sent)
    assert wrong.status_code == 422 and "请填写“发布文号”" in wrong.content.decode()
    assert wrong.content.decode().count(" checked>") == 3
    answer = supervisor.post(together, sent | {"document_no": "云环规〔2026〕1号"})
    said = answer.content.decode()
    assert answer.status_code == 422 and "有2项没有审定" in said and "另外1项已审定" in said
    assert "1-3 行为1-3" in said and "没有规定" in said
    assert "1-10 行为1-10" in said and "还没有对上" in said
    done = powers.get_benchmark(found["1-2"].id)
    assert (done.status, done.document_no, done.effective_from) == (
        "in_force",
        "云环规〔2026〕1号",
        date(2026, 2, 1),
    )
    (entry,) = [e for e in entries_of_subject(done.id) if e.kind == "powers.benchmark_set"]
    assert entry.payload["document_no"] == "云环规〔2026〕1号"


def test_a_batch_mended_after_a_refusal_leads_back_to_the_list(
    city: City, admin: Actor, browse: Browse
) -> None:
    """The page of the refusal stands under the address that takes the form, and cannot be opened by itself."""
    found, together = three_drafts(city, admin), reverse("admin:benchmarks_together")
    supervisor = browse(person(city, "督明", 33, Role.SUPERVISOR))
    sent = {"item": str(found["1-2"].id), "effective_from": "2026-02-01", "back": reverse("admin:benchmarks")}
    page = supervisor.post(together, sent).content.decode()
    back = page.split('name="back" value="')[1].split('"')[0]
    answer = supervisor.post(together, sent | {"document_no": "云环规〔2026〕1号", "back": back})
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:benchmarks"))


def test_who_entered_them_approves_none_of_them(city: City, admin: Actor, browse: Browse) -> None:
    both = person(city, "两任", 34, Role.SUPERVISOR)
    found = three_drafts(city, both)
    sent = {"item": str(found["1-2"].id), "effective_from": "2026-02-01", "document_no": "云环规〔2026〕1号"}
    answer = browse(both).post(reverse("admin:benchmarks_together"), sent)
    assert answer.status_code == 422 and "审定的人不能是录入" in answer.content.decode()
    assert powers.get_benchmark(found["1-2"].id).status == "draft"
    assert browse(city.head).post(reverse("admin:benchmarks_together"), sent).status_code == 403
    supervisor = browse(person(city, "督明", 33, Role.SUPERVISOR))
    for item in ("无", str(UUID(int=7))):
        assert supervisor.post(reverse("admin:benchmarks_together"), sent | {"item": item}).status_code == 404


def test_one_number_is_for_one_agency(city: City, admin: Actor, browse: Browse) -> None:
    supervisor = browse(person(city, "督明", 33, Role.SUPERVISOR))
    empty: Any = supervisor.post(reverse("admin:benchmarks_together"), follow=True)
    assert "请先选定要审定的裁量基准" in empty.content.decode()
    own = three_drafts(city, admin)["1-2"]
    below = city.stranger.agency_id
    assert below
    apps.get_model("registry.Agency").objects.filter(pk=below).update(parent=city.agency)
    draft_line(
        actor=admin, now=FOUNDED, agency=below, title="下级机关的", grade=1, conditions="轻微的", standard="处一万元罚款"
    )  # fmt: skip
    (strangers,) = powers.draft_benchmarks(below)
    page = supervisor.get(reverse("admin:benchmarks")).content.decode()
    assert "选一个机关，可以成批审定" in page and "审定所选" not in page
    narrowed = supervisor.get(reverse("admin:benchmarks") + f"?agency={city.agency}").content.decode()
    assert "审定所选" in narrowed and own.title in narrowed and "下级机关的" not in narrowed
    sent = {"item": [str(own.id), str(strangers.id)], "effective_from": "2026-02-01", "document_no": "1号"}
    mixed: Any = supervisor.post(reverse("admin:benchmarks_together"), sent, follow=True)
    assert "一个文号只审定一个机关" in mixed.content.decode()


def test_a_second_of_the_same_name_does_not_end_the_first_before_it_began(city: City, admin: Actor) -> None:
    three_drafts(city, admin)
    for number in ("7", "8"):
        draft_line(
            actor=admin, now=FOUNDED, agency=city.agency, number=number, title="同名的", grade=1, conditions="轻微的",
            standard="处一万元罚款",
        )  # fmt: skip
    first, second = [b for b in powers.draft_benchmarks(city.agency) if b.title == "同名的"]
    said: dict[str, Any] = {"item": city.item, "document_no": "1号", "effective_from": date(2026, 2, 1)}
    approve_benchmark(actor=APPROVES, now=FOUNDED, benchmark=first.id, **said)
    with pytest.raises(InvalidInput, match="应当晚于前一版本"):
        approve_benchmark(actor=APPROVES, now=FOUNDED, benchmark=second.id, **said)


@pytest.mark.e2e
def test_the_pages_are_accessible_and_fit(browser: Any, live_server: Any, transactional_db: None) -> None:
    city = found_city()
    admin, supervisor = (
        person(city, "管清", 20, Role.ADMINISTRATOR),
        person(city, "督明", 33, Role.SUPERVISOR),
    )
    draft = drafted(city, admin, "处一万元以上十万元以下罚款", "处货值金额一倍以上二倍以下的罚款")
    shown = (reverse("admin:benchmark", args=[draft.id]), reverse("admin:benchmarks") + "?all=1")
    looks_right(browser, live_server, supervisor, *shown)
    pages = (
        reverse("admin:benchmarks"),
        reverse("admin:benchmark", args=[draft.id]),
        reverse("admin:benchmark_edit", args=[draft.id]),
        reverse("admin:benchmark_new"),
    )
    looks_right(browser, live_server, admin, *pages)


@pytest.mark.e2e
def test_a_line_is_added_by_keyboard_without_script(
    browser: Any, live_server: Any, transactional_db: None
) -> None:
    city = found_city()
    admin = person(city, "管清", 20, Role.ADMINISTRATOR)
    page = window(browser, live_server, admin, java_script_enabled=False)
    page.goto(live_server.url + reverse("admin:benchmark_new"))
    page.fill("[name=title]", "擅自停运设施的")
    page.fill("[name=standard_1]", "处一万元罚款")
    page.focus("[value=add]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#row-2")
    assert page.input_value("[name=standard_1]") == "处一万元罚款"
    for name, words in (
        ("grade_1", "1"),
        ("conditions_1", "轻微"),
        ("grade_2", "2"),
        ("conditions_2", "严重"),
    ):
        page.fill(f"[name={name}]", words)
    page.fill("[name=standard_2]", "处二万元罚款")
    page.press("[name=title]", "Enter")
    assert "草稿已保存" in page.inner_text("#toasts")
    page.context.close()
