"""`sanxiang administrator`: the first three administrators of an agency; all other accounts are opened by them."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from sanxiang.cli.target import say_target
from sanxiang.config.problem import Problem


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("administrator", help="开设单位的三员账户：系统、安全、审计管理员各一人")
    parser.add_argument(
        "agency", metavar="单位", help="已登记单位的机关代字、名称或者统一社会信用代码，如 云环"
    )
    parser.add_argument("role", metavar="角色", choices=("administrator", "security_admin", "audit_admin"))
    parser.add_argument("username", metavar="用户名")
    parser.add_argument("name", metavar="姓名")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the account and print its first password, which is kept nowhere."""
    from sanxiang.kernel import ROLE_LABELS, Actor, InvalidInput, Role
    from sanxiang.registry.accounts import also_appointed, install_administrator
    from sanxiang.registry.selectors import agencies

    say_target()
    agency = next((a for a in agencies() if args.agency in (a.code, a.name, a.uscc)), None)
    if agency is None:
        said = f"没有机关代字、名称或者统一社会信用代码为“{args.agency}”的单位，请先导入单位"
        raise Problem(said, f"no agency {args.agency}")
    role = Role(args.role)
    try:
        key, password = install_administrator(
            actor=Actor.system("命令行开设三员账户"),
            now=datetime.now(UTC),
            agency=agency.id,
            role=role,
            username=args.username,
            display_name=args.name,
        )
    except InvalidInput as invalid:
        raise Problem(str(invalid), "the account cannot be opened") from None
    print(f"{agency.name}{ROLE_LABELS[role]}{args.name}，用户名{args.username}")
    if others := also_appointed(agency.id, [role], but=key):
        print(f"提示：本单位已有{others}，不再使用的账户请由系统管理员停用")
    print(f"首次密码（只显示这一次，首次登录时必须修改）：{password}")
    return 0
