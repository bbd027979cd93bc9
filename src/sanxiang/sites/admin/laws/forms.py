"""法规变更的表单: one for each kind; what each says goes to the services as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from sanxiang.sites.wording import ask_by_name
from sanxiang.statutes.changing.types import LEVELS, ChangeKind


def _day(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, required=required, help_text=hint)


def _line(label: str, length: int, *, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


class ChangeForm(forms.Form):
    """What every kind has: the basis, asked last."""

    use_required_attribute = False
    basis = _line("依据", 300, hint="公报、公告的名称和日期，例如“国务院公报2026年第5号”")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name != "basis"])
        ask_by_name(self)

    def says(self) -> dict[str, Any]:
        """What the services take: days as ISO text, an empty day as empty text."""
        named = {name: value for name, value in self.cleaned_data.items() if name != "basis"}
        return {name: _plain(value) for name, value in named.items()}


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else value


class VersionForm(ChangeForm):
    """增加文本."""

    adopted_on = _day("通过日期", required=False)
    version_date = _day("公布日期", hint="修改的，填写修改决定的公布日期")
    document_no = _line("公布文号", 80, required=False, hint="如“国务院令第825号”")
    effective_from = _day("施行日期", hint="个别条文另行施行的，审定后再登记分别施行")
    text = forms.CharField(
        label="全文",
        widget=forms.Textarea,
        required=False,
        max_length=2_000_000,
        help_text="粘贴全文，每一条、款、项各占一行。保存后先看识别的结果；也可以先不填，保存后逐条录入",
    )


class RegisterForm(VersionForm):
    """登记法规."""

    title = _line("名称", 300, hint="全称，不加书名号")
    level = forms.ChoiceField(label="效力级别", choices=[(level, level) for level in LEVELS])
    issuer = _line("制定机关", 100)
    region = _line("适用区域", 100, required=False, hint="地方性法规、地方政府规章填写")
    field_order = ["title", "level", "issuer", "region"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)

    def clean_title(self) -> str:
        """Book marks are taken off."""
        return str(self.cleaned_data["title"]).strip().removeprefix("《").removesuffix("》")


class ArticleForm(ChangeForm):
    """更正条文."""

    text = forms.CharField(
        label="更正后的全条", widget=forms.Textarea, help_text="从“第…条”写起，款、项各占一行"
    )


class CommenceForm(ChangeForm):
    """分别施行."""

    articles = _line("哪些条文", 300, hint="如“第三章”“第十条至第十二条、第二十条”")
    starts_on = _day("自哪一天起施行")


class DateForm(ChangeForm):
    """更正施行日期."""

    effective_from = _day("施行日期")


class UncommenceForm(ChangeForm):
    """撤销分别施行; the basis is the reason."""

    articles = _line("哪些条文", 300, hint="撤销后与全文同日施行；照旧分别施行的，从这里删去")
    basis = _line("理由", 300, hint="如“登记有误，公报第3号没有写明第三章另行施行”")


class _LawsForm(ChangeForm):
    """A form that names laws, one a line."""

    laws = forms.CharField(
        label="废止或者被替代的法规", widget=forms.Textarea, help_text="一行写一部，可以写多部，全称或者简称"
    )

    def clean_laws(self) -> list[str]:
        """The titles, each once, without book marks."""
        lines = re.split(r"[\n、]+", self.cleaned_data["laws"])
        titles = (line.strip().removeprefix("《").removesuffix("》") for line in lines)
        return list(dict.fromkeys(t for t in titles if t))


class RepealForm(_LawsForm):
    """废止法规."""

    on = _day("自哪一天起废止")


class UnrepealForm(_LawsForm):
    """撤销废止; the basis is the reason."""

    laws = forms.CharField(
        label="没有被本法规废止的", widget=forms.Textarea, help_text="撤销后恢复有效；照旧废止的，从这里删去"
    )
    basis = _line("理由", 300, hint="如“登记有误，公报第3号没有写明废止这部法规”")


class WithdrawForm(ChangeForm):
    """撤除误录; the basis is the reason."""

    basis = _line("理由", 300, hint="如“外省的法规，导入时误选了文件”")


class SourceForm(ChangeForm):
    """选用来源; the basis is the reason."""

    source_text = forms.ChoiceField(label="改用哪个来源的文本", widget=forms.RadioSelect)

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source_text"].choices = list(sources)  # type: ignore[attr-defined]
        self.fields["basis"].label = "理由"
        self.fields["basis"].help_text = "与哪一份官方文本核对的，例如“国家法律法规数据库，2026年3月1日核对”"
        ask_by_name(self)


FORMS: dict[ChangeKind, type[ChangeForm]] = {
    ChangeKind.REGISTER: RegisterForm,
    ChangeKind.VERSION: VersionForm,
    ChangeKind.ARTICLE: ArticleForm,
    ChangeKind.COMMENCE: CommenceForm,
    ChangeKind.DATE: DateForm,
    ChangeKind.REPEAL: RepealForm,
    ChangeKind.UNCOMMENCE: UncommenceForm,
    ChangeKind.UNREPEAL: UnrepealForm,
    ChangeKind.SOURCE: SourceForm,
    ChangeKind.WITHDRAW: WithdrawForm,
}
