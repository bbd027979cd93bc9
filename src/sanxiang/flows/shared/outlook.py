"""还缺什么: what stands in the way of an act, apart from what its own form will bring.

The case page asks before anybody has filled in a form. So the approvals are assumed to be given and the sheets
that the act itself completes to be signed; what is left is what the office still has to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sanxiang.cases.policies import may_act
from sanxiang.flows.shared import sheets
from sanxiang.flows.shared.facts import filing_facts
from sanxiang.flows.shared.file import CaseFile
from sanxiang.rules.facts import ApprovalFacts, CaseFacts, DecisionFacts
from sanxiang.rules.guards.decision import DECISION_DOCUMENTS
from sanxiang.rules.procedure import ActSpec, Procedure, cautions, may, open_acts
from sanxiang.rules.procedures.acts import Act
from sanxiang.rules.terms import DocumentStatus, Outcome
from sanxiang.rules.verdict import Reason, Verdict

#: reasons that only say "the form is still empty", by the act whose form it is
_FORM: dict[str, frozenset[str]] = {
    Act.ASSIGN_OFFICERS: frozenset({"officers.two"}),
    Act.RECORD_STEP: frozenset({"record.missing"}),
    Act.PROPOSE_OUTCOME: frozenset({"proposal.missing"}),
    Act.NOTIFY_PARTY: frozenset({"notice.missing", "service.missing"}),
    Act.RECORD_STATEMENT: frozenset({"statement.missing"}),
    Act.GIVE_OPINION: frozenset({"review.opinion", "procedure.document"}),
    Act.DISCUSS_COLLECTIVELY: frozenset({"discussion.missing"}),
    Act.SERVE_DOCUMENT: frozenset({"service.missing"}),
    Act.RECORD_PERFORMANCE: frozenset({"performance.missing"}),
    Act.WITHDRAW_PUBLICATION: frozenset({"withdrawal.missing"}),
    Act.DRAFT_DOCUMENT: frozenset({"document.missing"}),
    Act.ISSUE_DOCUMENT: frozenset({"document.missing"}),
    Act.SIGN_DOCUMENT: frozenset({"document.missing"}),
}
#: the document that an act rests on
_PAPERS: dict[str, str] = {Act.FILE_CASE: "D02", Act.CONCLUDE_INVESTIGATION: "D16", Act.CLOSE_CASE: "D39"}
_SOMEBODY = "somebody with the authority"


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act that the case's step allows: may this person try it, and is it lawful yet?"""

    spec: ActSpec
    #: may this person do it (policies); a reason against each
    personal: Verdict
    #: what the law still asks for
    lawful: Verdict
    #: what does not bar it and must be shown
    cautions: tuple[Reason, ...]

    @property
    def id(self) -> str:
        return self.spec.id

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def ready(self) -> bool:
        """Offer the form: this person may, and nothing is missing."""
        return self.personal.ok and self.lawful.ok


def outlook(file: CaseFile, facts: CaseFacts, procedure: Procedure) -> tuple[OpenAct, ...]:
    """Every act that can be tried at this step, with everything that stands in its way."""
    return tuple(_open(file, facts, procedure, spec) for spec in open_acts(procedure, facts))


def _open(file: CaseFile, facts: CaseFacts, procedure: Procedure, spec: ActSpec) -> OpenAct:
    expected = _EXPECT[spec.id](file, facts) if spec.id in _EXPECT else facts
    reasons = may(procedure, spec.id, expected).reasons
    left = Verdict(tuple(r for r in reasons if r.code not in _FORM.get(spec.id, ())))
    left += sheets.lacking(file, _paper(spec.id, facts))
    return OpenAct(
        spec, may_act(file.actor, spec.id, file.case), left, cautions(procedure, spec.id, expected)
    )


def _paper(act: str, facts: CaseFacts) -> str:
    """The code of the document that the act rests on, "" = none."""
    if act == Act.DECIDE_CASE:
        return DECISION_DOCUMENTS[Outcome(facts.proposal.outcome)] if facts.proposal else ""
    return _PAPERS.get(act, "")


def _filed(file: CaseFile, facts: CaseFacts) -> CaseFacts:
    approval = ApprovalFacts("", _SOMEBODY, facts.today)
    return replace(_signed(facts, _PAPERS[Act.FILE_CASE]), filing=filing_facts(file, approval, facts.today))


def _not_filed(file: CaseFile, facts: CaseFacts) -> CaseFacts:
    approval = ApprovalFacts("", _SOMEBODY, facts.today, "—")
    return replace(facts, filing=filing_facts(file, approval, None))


def _decided(file: CaseFile, facts: CaseFacts) -> CaseFacts:
    p = facts.proposal
    if p is None:
        return facts
    decision = DecisionFacts(
        facts.today,
        ApprovalFacts("", _SOMEBODY, facts.today),
        p.outcome,
        p.fine,
        p.kinds,
        departure_approved=True,
    )
    return replace(_signed(facts, _paper(Act.DECIDE_CASE, facts)), decision=decision)


def _released(file: CaseFile, facts: CaseFacts) -> CaseFacts:
    prepared = facts.publication
    return replace(facts, publication=replace(prepared, releaser_id=_SOMEBODY)) if prepared else facts


def _closed(file: CaseFile, facts: CaseFacts) -> CaseFacts:
    return _signed(facts, _PAPERS[Act.CLOSE_CASE])


def _signed(facts: CaseFacts, code: str) -> CaseFacts:
    """The facts with the latest draft of `code` signed, if there is one."""
    papers = facts.documents_of(code)
    if not papers:
        return facts
    signed = replace(papers[-1], status=DocumentStatus.ISSUED, signed=True)
    return replace(facts, documents=tuple(signed if d is papers[-1] else d for d in facts.documents))


_EXPECT: dict[str, Callable[[CaseFile, CaseFacts], CaseFacts]] = {
    Act.FILE_CASE: _filed,
    Act.REFUSE_FILING: _not_filed,
    Act.DECIDE_CASE: _decided,
    Act.PUBLISH_DECISION: _released,
    Act.CLOSE_CASE: _closed,
}
