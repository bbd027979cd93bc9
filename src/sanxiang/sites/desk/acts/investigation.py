"""调查、查证、拟处理意见的表单."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from sanxiang.cases.types import Proposal
from sanxiang.evidence.types import EvidenceKind, ItemView
from sanxiang.flows.shared.types import CountInput, FactorInput, FileInput, ProposalInput
from sanxiang.powers.types import TierView
from sanxiang.rules.discretion import FACTORS, Factor
from sanxiang.rules.guards.commencement import CHOICES
from sanxiang.rules.money import format_yuan
from sanxiang.rules.review import FLAGS
from sanxiang.rules.standards import Step, read_standard
from sanxiang.rules.terms import Outcome, PenaltyKind, TierLevel
from sanxiang.sites.desk.acts.law_changes import law_changes
from sanxiang.sites.desk.forms import ActForm, Choices, MomentField, ids, moment_of

#: what officers do on the spot; any other words may be typed
STEPS = ("现场检查", "询问当事人", "询问证人", "调取证据", "抽样取证", "先行登记保存", "委托鉴定", "其他")
#: rows for files; more files are a second record
FILES = 5
_KINDS = [(kind.value, kind.label) for kind in EvidenceKind]
#: a count beyond this is a slip of the keyboard
MOST_TIMES = 9999
#: flags of a proposal that make the review list fire
_LAW = ("applied_law", "law_reason")
_FLAGS = ("public_interest", "party_rights", "complex", "social_risk")


class RecordStepForm(ActForm):
    """One step of the investigation: text, the duties of the spot, and the files that came of it."""

    kind = forms.ChoiceField(label="步骤", choices=[(step, step) for step in STEPS])
    occurred_at = MomentField(label="时间")
    place = forms.CharField(label="地点", max_length=200)
    text = forms.CharField(label="经过和结果", widget=forms.Textarea, max_length=20_000)
    officers = forms.MultipleChoiceField(
        label="执法人员", widget=forms.CheckboxSelectMultiple, required=False
    )
    faces_party = forms.BooleanField(label="当事人在场", required=False, initial=True)
    id_shown = forms.BooleanField(
        label="已主动出示执法证件", required=False, help_text="《行政处罚法》第五十五条第一款"
    )
    rights_told = forms.BooleanField(label="已告知陈述、申辩的权利和如实陈述的义务", required=False)
    recusal_told = forms.BooleanField(
        label="已告知申请回避的权利", required=False, help_text="《行政处罚法》第四十三条"
    )
    party_confirmed = forms.BooleanField(
        label="当事人已核对签名，或者已注明拒绝签名的情况",
        required=False,
        help_text="《行政处罚法》第五十五条第二款",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for n in range(1, FILES + 1):
            self.fields[f"file_{n}"] = forms.FileField(label="文件", required=False)
            self.fields[f"file_kind_{n}"] = forms.ChoiceField(
                label="证据种类", choices=_KINDS, required=False
            )
            self.fields[f"purpose_{n}"] = forms.CharField(label="证明什么", max_length=300, required=False)

    def prefilled(self) -> dict[str, Any]:
        case = self.page.file.case
        return {
            "occurred_at": moment_of(self.moment),
            "place": case.act_place,
            "officers": [str(h.officer_id) for h in case.handlers],
        }

    def choices(self) -> dict[str, Choices]:
        return {"officers": [(str(o.id), o.name) for o in self.page.file.officers]}

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The rows for files."""
        return [
            (n, self[f"file_{n}"], self[f"file_kind_{n}"], self[f"purpose_{n}"]) for n in range(1, FILES + 1)
        ]

    @property
    def duties(self) -> list[forms.BoundField]:
        """What the law asks of officers on the spot."""
        return [
            self[n] for n in ("faces_party", "id_shown", "rights_told", "recusal_told", "party_confirmed")
        ]

    def clean(self) -> dict[str, Any]:
        for n in range(1, FILES + 1):
            if self.cleaned_data.get(f"file_{n}") and not self.cleaned_data.get(f"purpose_{n}"):
                self.add_error(f"purpose_{n}", f"请写明第{n}份文件证明什么")
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        own = ("key", "kind", "occurred_at", "place", "text")
        duties = ("faces_party", "id_shown", "rights_told", "recusal_told", "party_confirmed")
        return {
            **{name: self.cleaned_data[name] for name in (*own, *duties)},
            "officers": ids(self.cleaned_data["officers"]),
            "files": tuple(self._files()),
        }

    def _files(self) -> list[FileInput]:
        found = []
        for n in range(1, FILES + 1):
            given = self.cleaned_data.get(f"file_{n}")
            if given:
                kind = EvidenceKind.parse(self.cleaned_data[f"file_kind_{n}"] or EvidenceKind.DOCUMENTARY)
                found.append(FileInput(given.name, given.file, self.cleaned_data[f"purpose_{n}"], kind))
        return found


class ConfirmEvidenceForm(ActForm):
    """Which items were compared with their originals."""

    items = forms.MultipleChoiceField(label="查证属实的证据", widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label="查证情况", max_length=300, initial="与原件核对一致")

    def open_items(self) -> list[ItemView]:
        """Evidence that has not been confirmed."""
        return [e for e in self.page.file.evidence if not e.confirmed_at and not e.invalid_reason]

    def prefilled(self) -> dict[str, Any]:
        return {"items": [str(e.id) for e in self.open_items()]}

    def choices(self) -> dict[str, Choices]:
        return {"items": [(str(e.id), f"{e.number} {e.name}，{e.purpose}") for e in self.open_items()]}

    def arguments(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {"key": values["key"], "items": ids(values["items"]), "note": values["note"]}


class ProposalForm(ActForm):
    """拟处理意见: outcome, penalty, discretion. Provisions, limits and ranges come from the power item."""

    groups = (
        ("事实和处理", ("outcome", "facts", "reasons")),
        ("处罚", ("kinds", "fine", "confiscated", "correction", "correction_needless")),
        (
            "裁量",
            (
                "benchmark",
                "factors",
                "line",
                "measure",
                "measure_proof",
                "tier",
                "discretion_note",
                "deviation_reason",
            ),
        ),
        ("法制审核目录要看的情形", ("flags",)),
    )
    outcome = forms.ChoiceField(
        label="处理结果", choices=[(o.value, o.label) for o in Outcome], widget=forms.RadioSelect
    )
    facts = forms.CharField(label="违法事实", widget=forms.Textarea, max_length=8000)
    reasons = forms.CharField(label="认定的理由", widget=forms.Textarea, max_length=8000)
    kinds = forms.MultipleChoiceField(label="处罚种类", widget=forms.CheckboxSelectMultiple, required=False)
    fine = forms.DecimalField(label="罚款", max_digits=14, decimal_places=2, min_value=0, required=False)
    confiscated = forms.DecimalField(
        label="没收违法所得", max_digits=14, decimal_places=2, min_value=0, required=False
    )
    correction = forms.CharField(label="责令改正的内容", max_length=500, required=False)
    correction_needless = forms.CharField(label="不需要责令改正的理由", max_length=500, required=False)
    benchmark = forms.ChoiceField(label="裁量基准", required=False)
    factors = forms.MultipleChoiceField(label="裁量情节", widget=forms.CheckboxSelectMultiple, required=False)
    line = forms.ChoiceField(
        label="裁量档次", required=False, help_text="基准按档次规定的，选出与本案情形相符的一档"
    )
    measure = forms.DecimalField(
        label="计算基数",
        max_digits=16,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="按货值、违法所得、投资额等的倍数或者比例计算的，填写该数额",
    )
    measure_proof = forms.MultipleChoiceField(
        label="计算基数的证据",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="填写了计算基数的，选出据以测定它的证据（《行政处罚法》第四十条）",
    )
    tier = forms.ChoiceField(
        label="适用阶次",
        choices=[("", "按情节由系统判定"), *((t.value, t.label) for t in TierLevel)],
        required=False,
        help_text="不选的，由系统按情节判定；与判定不一致的，须写明理由，并进入法制审核",
    )
    discretion_note = forms.CharField(
        label="裁量基准适用说明", widget=forms.Textarea, max_length=4000, required=False
    )
    deviation_reason = forms.CharField(label="偏离裁量基准的理由", max_length=1000, required=False)
    applied_law = forms.ChoiceField(
        label="适用哪一种规定", choices=list(CHOICES.items()), widget=forms.RadioSelect, required=False
    )
    law_reason = forms.CharField(label="适用的理由", max_length=1000, required=False)
    flags = forms.MultipleChoiceField(
        label="本案是否涉及",
        choices=[(f, FLAGS[f]) for f in _FLAGS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in FACTORS:
            self.fields[f"proof_{code}"] = self._proof_field()
        for name, step in self._steps():
            self.fields[f"count_{name}"] = forms.IntegerField(
                label=f"每{step.per}（加{format_yuan(step.amount)}），次数",
                min_value=0,
                max_value=MOST_TIMES,
                required=False,
            )
            self.fields[f"count_proof_{name}"] = self._proof_field()

    def _proof_field(self) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(label="证据", choices=self._proofs(), required=False)

    def _proofs(self) -> Choices:
        return [(e.number, f"{e.number} {e.name}") for e in self.page.file.evidence if not e.invalid_reason]

    def _steps(self) -> list[tuple[str, Step]]:
        """What adds to the sum in the additive lines, by a name for its fields."""
        return [
            (f"{t.uid}_{n}", step)
            for t in self.graded
            for n, step in enumerate(read_standard(t.standard).steps)
        ]

    def prefilled(self) -> dict[str, Any]:
        p, benchmarks = self.page.file.course.proposal, self.page.file.benchmarks
        first = str(benchmarks[0].id) if len(benchmarks) == 1 else None
        if p is None:
            return {
                "outcome": Outcome.PENALTY.value,
                "facts": self.page.file.case.findings,
                "benchmark": first,
            }
        names = ("outcome", "facts", "reasons", "correction", "correction_needless", "discretion_note", *_LAW)
        values = {name: getattr(p, name) for name in (*names, "deviation_reason")}
        return {
            **values,
            "kinds": list(p.kinds),
            "fine": p.fine or None,
            "confiscated": p.confiscated or None,
            "benchmark": str(p.benchmark_id) if p.benchmark_id else first,
            "factors": [f["code"] for f in p.factors],
            "tier": p.tier if p.tier != p.computed_tier else "",
            "line": str(p.line) if p.line else None,
            "measure": p.measure,
            "measure_proof": list(p.measure_evidence),
            **self._counted(p),
            "flags": list(p.flags),
            **{f"proof_{f['code']}": list(f["evidence"]) for f in p.factors},
        }

    def _counted(self, p: Proposal) -> dict[str, Any]:
        """The counts of the proposal in the fields of its line."""
        given = {x["per"]: x for x in p.counts}
        values: dict[str, Any] = {}
        for name, step in self._steps():
            if name.startswith(str(p.line)) and step.per in given:
                values[f"count_{name}"] = given[step.per]["count"]
                values[f"count_proof_{name}"] = list(given[step.per]["evidence"])
        return values

    def choices(self) -> dict[str, Choices]:
        file = self.page.file
        allowed = file.item.penalty_kinds if file.item else ()
        benchmarks = [(str(b.id), f"{b.title}（{b.document_no}）") for b in file.benchmarks]
        return {
            "kinds": [(k, PenaltyKind(k).label) for k in allowed],
            "benchmark": [("", "没有对应的裁量基准"), *benchmarks],
            "line": [
                ("", "不按档次"),
                *((str(t.uid), f"{t.label}：{t.conditions}，{t.standard}") for t in self.graded),
            ],
            "measure_proof": self._proofs(),
            "factors": [(f.code, f.title) for f in FACTORS.values()],
        }

    def clean(self) -> dict[str, Any]:
        for name, step in self._chosen_steps():
            if f"count_{name}" not in self.errors and self.cleaned_data.get(f"count_{name}") is None:
                self.add_error(f"count_{name}", f"请填写“每{step.per}”有几次，没有的填0")
        return self.cleaned_data

    def _chosen_steps(self) -> list[tuple[str, Step]]:
        line = self.cleaned_data.get("line")
        return [(name, step) for name, step in self._steps() if line and name.startswith(line)]

    @property
    def law_changes(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each basis that reads otherwise today: its citation, both texts as one; [] where none does."""
        return law_changes(self.page.file.bases, self.page.file.bases_today)

    @property
    def graded(self) -> list[TierView]:
        """The lines of the benchmarks that are told by grades."""
        return [t for b in self.page.file.benchmarks for t in b.tiers if t.level is None]

    @property
    def factor_rows(self) -> list[tuple[Factor, bool, forms.BoundField]]:
        """Each factor, whether it is ticked, and the field for what proves it."""
        ticked = self["factors"].value() or []
        return [(f, f.code in ticked, self[f"proof_{f.code}"]) for f in FACTORS.values()]

    @property
    def count_rows(self) -> list[tuple[TierView, bool, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Each additive line, whether it is chosen, and for each of its steps the fields for count and evidence."""
        rows = []
        for tier in self.graded:
            names = [name for name, _ in self._steps() if name.startswith(str(tier.uid))]
            fields = [(self[f"count_{name}"], self[f"count_proof_{name}"]) for name in names]
            if fields:
                rows.append((tier, self["line"].value() == str(tier.uid), fields))
        return rows

    def proposal(self) -> ProposalInput:
        """The proposal as the flows take it."""
        v = self.cleaned_data
        same = ("outcome", "facts", "reasons", "correction", "correction_needless", "tier", "discretion_note")
        return ProposalInput(
            **{name: v[name] for name in (*same, *_LAW, "deviation_reason")},
            kinds=tuple(v["kinds"]),
            fine=v["fine"] or Decimal(0),
            confiscated=v["confiscated"] or Decimal(0),
            benchmark=UUID(v["benchmark"]) if v["benchmark"] else None,
            line=UUID(v["line"]) if v["line"] else None,
            measure=v["measure"],
            measure_evidence=tuple(v["measure_proof"]),
            counts=tuple(
                CountInput(step.per, v[f"count_{name}"], tuple(v[f"count_proof_{name}"]))
                for name, step in self._chosen_steps()
            ),
            factors=tuple(FactorInput(code, tuple(v[f"proof_{code}"])) for code in v["factors"]),
            flags=tuple(v["flags"]),
        )

    def arguments(self) -> dict[str, Any]:
        return {"key": self.cleaned_data["key"], "proposal": self.proposal()}
