"""四文本: 执法流程图, 服务指南, 文书样式 and 法制审核流程图 in words, from the procedures and forms that run.

国办发〔2018〕118号（四）（七）（十四）: what is published is drawn from what cases run on, never written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sanxiang.documents.catalogue import CATALOGUE, Form
from sanxiang.flows.shared.lists.spec import TEXT, ListSpec, Rows
from sanxiang.kernel.actor import ROLE_LABELS, Role
from sanxiang.powers import selectors as powers
from sanxiang.powers.basis_text import written
from sanxiang.powers.materials import listed
from sanxiang.registry import selectors as registry
from sanxiang.registry.local import period_rule
from sanxiang.rules.documents import SPECS
from sanxiang.rules.period_rule import Unit
from sanxiang.rules.procedure import WHEN, ActSpec, Procedure, Transition
from sanxiang.rules.procedures import PROCEDURES
from sanxiang.rules.procedures.acts import Act, Step

#: kinds of power that somebody applies for
_APPLIED_FOR = ("licence", "benefit", "confirmation", "ruling", "reward", "other")
_REVIEW_STEPS = (Step.LEGAL_REVIEW, Step.REVIEWED)
_REVIEW_ACTS = (Act.SUBMIT_FOR_REVIEW, Act.GIVE_OPINION)


def _flow(agency: UUID, on: date) -> Rows:
    return [
        [p.title, p.step(t.source).name, act.title, _roles(act), _periods(act), _papers(act), act.discloses, _cited(act)]
        for p in _procedures(agency, on)
        for t, act in _onward(p)
    ]  # fmt: skip


def _review_flow(agency: UUID, on: date) -> Rows:
    return [
        [p.title, p.step(t.source).name, act.title, WHEN[t.when][0] if t.when else "", p.step(t.target).name, _roles(act), _periods(act), _papers(act), _cited(act)]
        for p in _procedures(agency, on)
        for t, act in _onward(p)
        if t.act in _REVIEW_ACTS or t.source in _REVIEW_STEPS
    ]  # fmt: skip


def _guide(agency: UUID, on: date) -> Rows:
    a = registry.get_agency(agency)
    remedies = f"可以向{a.reconsideration_body}申请行政复议，或者向{a.court}提起行政诉讼"
    return [
        [
            i.code, i.name, written(i.bases) or i.basis_text, i.accepting_unit or a.name, a.name, i.conditions, "\n".join(filter(None, (listed(i.material_rows), i.materials))),
            i.statutory_limit, i.promised_limit, i.fee, i.hall or a.address, i.hall_hours,
            i.hall_phone or a.phone, a.complaint_phone,
            i.accountability, remedies,
        ]
        for i in powers.power_items(agency, on=on)
        if i.kind in _APPLIED_FOR
    ]  # fmt: skip


def _forms(agency: UUID, on: date) -> Rows:
    return [_form(form) for form in CATALOGUE.values()]


def _form(form: Form) -> list[str]:
    spec = SPECS.get(form.code)
    needed = "、".join(field.label for field in spec.fields) if spec else ""
    basis = "、".join(map(str, spec.basis)) if spec else ""
    signers = "、".join(ROLE_LABELS[role] for role in form.signers)
    return [
        form.code,
        form.title,
        "对外" if form.external else "内部",
        needed,
        signers,
        "盖章" if form.sealed else "",
        basis,
    ]


def _procedures(agency: UUID, on: date) -> list[Procedure]:
    """The procedures that the agency's items run by on a day, each once."""
    ids = dict.fromkeys(i.procedure for i in powers.power_items(agency, on=on))
    return [PROCEDURES[name] for name in ids if name in PROCEDURES]


def _onward(p: Procedure) -> Iterator[tuple[Transition, ActSpec]]:
    """The transitions that lead to another step, in the order of the steps."""
    for step in p.steps:
        for t in p.leaving(step.id):
            if t.target != t.source:
                yield t, p.act(t.act)


def _roles(act: ActSpec) -> str:
    done = "、".join(ROLE_LABELS[Role(role)] for role in act.roles)
    approved = "、".join(ROLE_LABELS[Role(role)] for role in act.approvers)
    return f"{done}；{approved}批准" if approved else done


def _periods(act: ActSpec) -> str:
    rules = [period_rule(name) for name in act.starts]
    return "、".join(f"{r.title}{r.n}{_UNITS[r.unit]}" for r in rules)


def _papers(act: ActSpec) -> str:
    codes = dict.fromkeys((*act.documents, *act.makes))
    return "、".join(CATALOGUE[code].title for code in codes if code in CATALOGUE)


def _cited(act: ActSpec) -> str:
    return "、".join(map(str, act.citations))


_UNITS = {Unit.WD: "个工作日", Unit.CD: "日", Unit.H: "小时", Unit.M: "个月", Unit.Y: "年"}
TEXTS = (
    ListSpec(
        "flow",
        "行政执法流程图",
        ("程序", "环节", "办理行为", "办理人", "期限", "文书", "公开内容", "依据"),
        _flow,
        key=2,
        group=TEXT,
    ),
    ListSpec(
        "guide",
        "行政执法服务指南",
        (
            "事项编码", "事项名称", "依据", "受理机构", "决定机构", "受理条件", "申请材料", "法定期限", "承诺期限", "收费",
            "办理地点", "办理时间", "咨询电话", "监督电话", "责任追究", "救济渠道",
        ),
        _guide,
        group=TEXT,
        kinds=_APPLIED_FOR,
    ),
    ListSpec(
        "forms",
        "行政执法文书样式",
        ("编号", "文书名称", "对内对外", "必备内容", "签署", "印章", "依据"),
        _forms,
        group=TEXT,
    ),
    ListSpec(
        "review_flow",
        "法制审核流程图",
        ("程序", "环节", "办理行为", "条件", "转到", "办理人", "期限", "文书", "依据"),
        _review_flow,
        key=2,
        group=TEXT,
    ),
)  # fmt: skip
