"""地址: where things of a case stand, and which page helps against a reason."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from sanxiang.cases.policies import may_try
from sanxiang.documents.catalogue import CATALOGUE
from sanxiang.flows.reading import Turn
from sanxiang.kernel import Actor
from sanxiang.rules.procedures.acts import Act
from sanxiang.sites.design.parts import Link

#: acts whose form is a tab of the case, with the name of its address
_ON_TABS = {
    Act.PREPARE_PUBLICATION: "desk:case_publish",
    Act.PUBLISH_DECISION: "desk:case_publish",
    Act.GIVE_OPINION: "desk:review_desk",
    Act.ISSUE_DOCUMENT: "desk:case_documents",
    Act.SIGN_DOCUMENT: "desk:case_documents",
    Act.DRAFT_DOCUMENT: "desk:case_documents",
}
#: what a reason names as its remedy → the act whose form holds it, and the words of the link
_REMEDIES: dict[str, tuple[Act, str]] = {
    "party": (Act.VERIFY_CLUE, "核查线索"),
    "power_item": (Act.VERIFY_CLUE, "核查线索"),
    "meets_standard": (Act.VERIFY_CLUE, "核查线索"),
    "has_jurisdiction": (Act.VERIFY_CLUE, "核查线索"),
    "act_ended_on": (Act.VERIFY_CLUE, "核查线索"),
    "assign_officers": (Act.ASSIGN_OFFICERS, "指派承办人"),
    "record_step": (Act.RECORD_STEP, "记录过程"),
    "evidence": (Act.CONFIRM_EVIDENCE, "查证证据"),
    "notify_party": (Act.NOTIFY_PARTY, "告知当事人"),
    "record_statement": (Act.RECORD_STATEMENT, "记录陈述申辩"),
    "submit_for_review": (Act.SUBMIT_FOR_REVIEW, "提交法制审核"),
    "give_opinion": (Act.GIVE_OPINION, "审核台"),
    "discuss_collectively": (Act.DISCUSS_COLLECTIVELY, "记录集体讨论"),
    "decide_case": (Act.DECIDE_CASE, "作出决定"),
    "serve_document": (Act.SERVE_DOCUMENT, "送达文书"),
    "record_performance": (Act.RECORD_PERFORMANCE, "记录履行"),
    "publication": (Act.PREPARE_PUBLICATION, "拟制公示"),
    "releaser": (Act.PUBLISH_DECISION, "公示页"),
    "withdraw_publication": (Act.WITHDRAW_PUBLICATION, "撤下公示"),
    "withheld_ground": (Act.PREPARE_PUBLICATION, "拟制公示"),
    "issue_document": (Act.ISSUE_DOCUMENT, "查看文书"),
    "sign_document": (Act.SIGN_DOCUMENT, "查看文书"),
    "draft_document": (Act.DRAFT_DOCUMENT, "查看文书"),
    **dict.fromkeys(
        (
            "propose_outcome", "proposal", "facts_text", "basis", "kinds", "fine", "discretion_note", "tier", "outcome",
            "orders_correction", "deviation_reason", "factors", "benchmark", "discretion",
        ),
        (Act.PROPOSE_OUTCOME, "拟处理意见"),
    ),
}  # fmt: skip
#: documents drawn up by hand; the others are made by the act they record
EDITABLE = frozenset({"D02", "D04", "D05", "D16", "D17", "D19", "D26", "D27", "D28", "D39"})
#: materials that are documents
_MATERIALS = {"report": "D16", "draft": "D27"}


def act_url(case: UUID, act: str) -> str:
    """Where an act is done."""
    return reverse(_ON_TABS.get(Act(act), f"desk:{act}"), args=[case])


def turn_url(case: UUID, turn: Turn) -> str:
    """Where the next thing is done."""
    if turn.act == Act.DRAFT_DOCUMENT:
        return reverse("desk:draft_document", args=[case, turn.code])
    if turn.document and turn.act in (Act.ISSUE_DOCUMENT, Act.SIGN_DOCUMENT):
        return reverse("desk:document", args=[case, turn.document])
    return act_url(case, turn.act)


def remedies(case: UUID, actor: Actor) -> dict[str, Link]:
    """Remedy → the page that helps; only pages whose door opens to this person."""
    found = {
        name: Link(f"去{words}" if not words.endswith(("页", "台")) else f"打开{words}", act_url(case, act))
        for name, (act, words) in _REMEDIES.items()
        if may_try(actor, act)
    }
    if may_try(actor, Act.DRAFT_DOCUMENT):
        papers = {code: code for code in EDITABLE} | _MATERIALS
        found |= {
            name: Link(
                f"去起草《{CATALOGUE[code].title}》", reverse("desk:draft_document", args=[case, code])
            )
            for name, code in papers.items()
        }
    return found
