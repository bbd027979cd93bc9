"""案情事实: what the rules are told about a case.

Selectors gather these values, flows hand them to `rules.procedure.may`. Plain data only: identifiers
of people and things are opaque strings (UUIDs as text), dates are legal dates in China
(`kernel.local_date`), money is 元 as Decimal. `None` or an empty tuple means "not there yet", never
"unknown": a rule that misses a fact refuses and says so.

An act that brings something new (a record, a document, a service, an opinion …) is asked about with
that thing already in the facts: the flow builds the facts as they would be and asks before it writes.
"""

from __future__ import annotations

from sanxiang.rules.facts.case import CaseFacts
from sanxiang.rules.facts.course import (
    ChecklistAnswer,
    DecisionFacts,
    DiscussionFacts,
    HearingFacts,
    NoticeFacts,
    PerformanceFacts,
    PolicyFacts,
    ProposalFacts,
    PublicationFacts,
    ReviewFacts,
    ServiceFacts,
    StatementFacts,
    WithdrawalFacts,
)
from sanxiang.rules.facts.standing import (
    AgencyFacts,
    ApprovalFacts,
    ClueFacts,
    CredentialActFacts,
    CredentialFacts,
    DelegationFacts,
    DocumentFacts,
    EvidenceFacts,
    FilingFacts,
    OfficerFacts,
    PartyFacts,
    PersonFacts,
    PowerItemFacts,
    RecordFacts,
)

__all__ = [
    "AgencyFacts",
    "ApprovalFacts",
    "CaseFacts",
    "ChecklistAnswer",
    "ClueFacts",
    "CredentialActFacts",
    "CredentialFacts",
    "DecisionFacts",
    "DelegationFacts",
    "DiscussionFacts",
    "DocumentFacts",
    "EvidenceFacts",
    "FilingFacts",
    "HearingFacts",
    "NoticeFacts",
    "OfficerFacts",
    "PartyFacts",
    "PerformanceFacts",
    "PersonFacts",
    "PolicyFacts",
    "PowerItemFacts",
    "ProposalFacts",
    "PublicationFacts",
    "RecordFacts",
    "ReviewFacts",
    "ServiceFacts",
    "StatementFacts",
    "WithdrawalFacts",
]
