"""账户的表单: who the person is, and what the account may be used for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from sanxiang.kernel import ADMINISTRATORS, ROLE_LABELS, Role
from sanxiang.registry import selectors as registry


class AccountForm(forms.Form):
    """A person of one agency."""

    use_required_attribute = False
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,39}$",
        label="用户名",
        help_text="3到40个小写字母、数字，如姓名的拼音；以后不能修改",
        error_messages={"invalid": "用户名由3到40个小写字母、数字和 . _ - 组成"},
    )
    display_name = forms.CharField(label="姓名", max_length=40)
    unit_id = forms.ChoiceField(
        label="内设机构", required=False, help_text="对应了执法人员的可以不选，用人员登记的内设机构"
    )
    officer_id = forms.ChoiceField(
        label="对应的执法人员",
        required=False,
        help_text="持执法证的人员须对应到人员登记，才能授予执法人员角色",
    )

    def __init__(self, *args: Any, agency: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        taken = {a.officer_id for a in registry.accounts(agency)}
        units = [(str(u.id), u.name) for u in registry.units(agency)]
        officers = [
            (str(o.id), f"{o.name}，{o.unit_name}") for o in registry.officers(agency) if o.id not in taken
        ]
        self.fields["unit_id"].choices = [("", "不属于内设机构"), *units]  # type: ignore[attr-defined]
        self.fields["officer_id"].choices = [("", "不是执法人员"), *officers]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """What the account is opened with."""
        return {
            name: (value or None) if name.endswith("_id") else value
            for name, value in self.cleaned_data.items()
        }


class UnlockForm(forms.Form):
    """Why a locked-out person is let in again."""

    use_required_attribute = False
    reason = forms.CharField(
        label="解除锁定的理由",
        max_length=200,
        error_messages={"required": "请写明解除锁定的理由"},
        help_text="如“本人到场核实，忘记密码”；记入审计日志",
    )


class RolesForm(forms.Form):
    """The roles of an account. Administrators come last and alone."""

    use_required_attribute = False
    roles = forms.MultipleChoiceField(
        label="角色",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (role.value, f"{ROLE_LABELS[role]}{'（不能兼任别的角色）' if role in ADMINISTRATORS else ''}")
            for role in Role
        ],
    )

    def wanted(self) -> list[Role]:
        """The roles that were chosen."""
        return [Role(role) for role in self.cleaned_data["roles"]]
