"""清单事项的表单: one for each of the three lists."""

from __future__ import annotations

from typing import Any

from django import forms

from sanxiang.imports.kinds.matters import share_of
from sanxiang.powers.choices import IMPORTANCE, ITEM_KINDS
from sanxiang.rules.review import TRIGGERS, trigger_of
from sanxiang.sites.wording import ask_by_name


def _day() -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label="生效日期", widget=widget)


def _words(label: str, *, rows: int = 3, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), required=required)


def _line(label: str, length: int = 200, *, required: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


class MatterForm(forms.Form):
    """What both lists have."""

    use_required_attribute = False
    number = forms.CharField(label="编号", max_length=40, help_text="保存后不能修改")
    title = forms.CharField(label="事项名称", max_length=300)

    def __init__(self, *args: Any, numbered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not numbered:
            del self.fields["number"]
        ask_by_name(self)

    def says(self) -> dict[str, Any]:
        """What the services take."""
        return dict(self.cleaned_data)


class RecordingForm(MatterForm):
    """音像记录事项."""

    act_kind = forms.ChoiceField(
        label="权力类型", choices=[("", "全部"), *ITEM_KINDS.items()], required=False
    )
    item_code = _line("权力事项编码", 80, hint="只适用于一个事项的填写")
    step = _line("记录环节", hint="如现场检查、询问、抽样取证、听证、留置送达", required=True)
    mode = _line("记录方式", 100, hint="如全程录像、录音、拍照", required=True)
    required = forms.ChoiceField(label="要求", choices=[("1", "应当"), ("0", "可以")])
    place = _line("记录场所")
    starts = _line("开始时间", 300)
    content = _words("记录内容")
    ends = _line("结束时间", 300)
    recorder = _line("记录人员")
    retention = _line("存储期限", 100)
    basis_text = _words("依据", rows=2)
    remark = _words("备注", rows=2)
    effective_from = _day()

    def says(self) -> dict[str, Any]:
        return {**self.cleaned_data, "required": self.cleaned_data["required"] == "1"}


class RandomCheckForm(MatterForm):
    """随机抽查事项."""

    importance = forms.ChoiceField(label="事项类别", choices=list(IMPORTANCE.items()))
    basis_text = _words("抽查依据", rows=2)
    targets = _words("抽查对象", rows=2, required=True)
    content = _words("抽查内容", required=True)
    ratio_text = _line("抽查比例", hint="如5%、不低于3%")
    mode = _line("抽查方式", required=True)
    frequency = _line("抽查频次", 100, required=True)
    remark = _words("备注", rows=2)
    effective_from = _day()

    def says(self) -> dict[str, Any]:
        return {**self.cleaned_data, "ratio": share_of(self.cleaned_data["ratio_text"])}


class NoPenaltyForm(MatterForm):
    """不予处罚事项."""

    category = _line("类别", 100)
    basis_text = _words("违反的条款", rows=2)
    conditions = _words("不予处罚的条件", required=True)
    item_code = _line("权力事项编码", 80, hint="只适用于一个事项的填写；不填的，按违反的条款对应")
    remark = _words("备注", rows=2)
    effective_from = _day()


class ReviewRuleForm(forms.Form):
    """法制审核目录的一行."""

    use_required_attribute = False
    code = forms.ChoiceField(
        label="情形", choices=[(t.code, f"{t.code} {t.title}") for t in TRIGGERS.values()]
    )
    title = _line("本机关的写法", hint="不填写时用通用的写法")
    person = forms.IntegerField(
        label="自然人金额（元）", min_value=0, required=False, help_text="T6罚款、T7没收填写"
    )
    organisation = forms.IntegerField(label="单位金额（元）", min_value=0, required=False)
    enabled = forms.BooleanField(label="启用", required=False, initial=True)
    filed_no = _line("备案号", 60)
    effective_from = _day()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_by_name(self)

    def clean(self) -> dict[str, Any]:
        """Amounts belong to the triggers by amount, and come in pairs."""
        found = super().clean() or self.cleaned_data
        if "code" in found:
            try:
                trigger_of(found["code"], person=found.get("person"), organisation=found.get("organisation"))
            except ValueError as error:
                self.add_error("person", str(error))
        return found


FORMS: dict[str, type[RecordingForm] | type[RandomCheckForm] | type[NoPenaltyForm]] = {
    "recording": RecordingForm,
    "random_check": RandomCheckForm,
    "no_penalty": NoPenaltyForm,
}
