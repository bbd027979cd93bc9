"""日历的表单: the notice, in its own words."""

from __future__ import annotations

from typing import Any

from django import forms

from sanxiang.registry.calendar import Day, Year
from sanxiang.rules.holiday_notice import Notice, read_notice, write_notice
from sanxiang.rules.holiday_table import is_table, read_days


class NoticeForm(forms.Form):
    """A notice and where it comes from. What contradicts itself is said beside the text."""

    use_required_attribute = False
    source = forms.CharField(
        label="通知的名称和文号",
        max_length=120,
        help_text="如“国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕…号）”",
        error_messages={"required": "请填写通知的名称和文号"},
    )
    notice = forms.CharField(
        label="放假和上班的日期",
        widget=forms.Textarea,
        max_length=60_000,
        help_text="可以粘贴通知全文，也可以从表格粘贴（一行一天：日期、放假或者上班、名称），或者直接改下面的日期",
        error_messages={"required": "请粘贴通知，或者写出放假的日期"},
    )
    provisional = forms.BooleanField(label="通知还没有公布，先按预计的日期", required=False)

    def __init__(self, *args: Any, year: Year, **options: Any) -> None:
        self.year = year
        text = write_notice(year.year, year.holidays, year.makeup)
        super().__init__(*args, **(options | {"initial": {"notice": text}}))

    def clean_notice(self) -> Notice:
        """The notice as it was read."""
        text = self.cleaned_data["notice"]
        read = (read_days if is_table(text) else read_notice)(text, self.year.year)
        problems = [*read.problems]
        if not read.problems and not any(not day.working for day in read.days):
            problems.append("没有读到放假的日期，请写成“春节：2月5日至11日放假，共7天。”这样的句子")
        if problems:
            raise forms.ValidationError(problems)
        return read

    def days(self) -> list[Day]:
        """The days of the notice as the register keeps them."""
        notice: Notice = self.cleaned_data["notice"]
        return [Day(day.date, "makeup" if day.working else "holiday", day.name) for day in notice.days]
