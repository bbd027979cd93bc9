"""命令表: finds the command, gives it what it needs, and says a refusal or a problem in one place."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path

from sanxiang.config import env
from sanxiang.config.problem import Problem
from sanxiang.kernel import Refused


class Needs(Enum):
    """What must be there before a command's module may be imported."""

    NOTHING = "nothing"
    DJANGO = "django"  # settings loaded, no database
    DATABASE = "database"  # also a server, started for the time of the command if none runs


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    module: str
    help: str
    needs: Needs = Needs.NOTHING
    raw: bool = False  # takes its arguments unparsed: `run_raw(arguments) -> int`


COMMANDS = (
    Command("demo", "sanxiang.cli.demo", "启动演示：内嵌数据库、演示城市、网站与后台进程"),
    Command("serve", "sanxiang.cli.serve", "生产环境：启动网站与后台进程"),
    Command("test", "sanxiang.cli.suite", "运行全部测试（其余参数交给 pytest）", raw=True),
    Command("check", "sanxiang.cli.check", "格式、静态检查、类型、楼层约定、迁移"),
    Command("manage", "sanxiang.cli.manage", "Django 管理命令", raw=True),
    Command("env", "sanxiang.cli.variables", "列出本软件读取的环境变量"),
    Command("import-laws", "sanxiang.cli.import_laws", "导入法律法规（JSONL）", Needs.DATABASE),
    Command("compare-laws", "sanxiang.cli.compare_laws", "核对两个法规来源（JSONL）", Needs.DJANGO),
    Command("import", "sanxiang.cli.import_table", "导入单位、人员、当事人等表格", Needs.DATABASE),
    Command("administrator", "sanxiang.cli.administrator", "开设单位的三员账户", Needs.DATABASE),
    Command("rebuild-index", "sanxiang.cli.search_index", "重建公示搜索索引", Needs.DATABASE),
    Command("log", "sanxiang.cli.log", "执法记录日志：审计、证明、核验", Needs.DATABASE),
    Command("verify", "sanxiang.cli.verify", "离线核验一个证明包"),
    Command("verify-card", "sanxiang.cli.verify_card", "离线核验执法证件的二维码"),
)
INTERNAL = (
    Command("prepare", "sanxiang.cli.prepare", "", Needs.DATABASE),
    Command("worker", "sanxiang.cli.work", "", Needs.DJANGO),
)
REFUSED = 2


def main(argv: list[str]) -> int:
    """Run one command; 0 done, 1 a problem of the machine or the input, 2 refused by law."""
    try:
        return _run(argv)
    except Refused as refusal:
        print("拒绝：", *(f"  {reason}" for reason in refusal.reasons), sep="\n", file=sys.stderr)
        return REFUSED
    except Problem as problem:
        print(f"\n{problem.chinese}\n{problem.english}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"\n磁盘空间不足：{error.filename or ''}\nDisk full.", file=sys.stderr)
        return 1


def _run(argv: list[str]) -> int:
    wanted = next((c for c in (*COMMANDS, *INTERNAL) if argv and c.name == argv[0]), None)
    if wanted is None:
        _parser(None).parse_args(argv or ["--help"])
        return 0
    if wanted.raw:
        return int(import_module(wanted.module).run_raw(argv[1:]))
    if wanted.needs is Needs.DATABASE and not {"-h", "--help"} & set(argv):
        return _with_database(wanted, argv)
    return _dispatch(wanted, argv)


def _with_database(command: Command, argv: list[str]) -> int:
    from sanxiang.config import datadir, postgres

    data_dir = Path(env.DATA_DIR.get())
    if not env.DATABASE_URL.get():
        datadir.require(data_dir)
    with postgres.running(data_dir) as url:
        os.environ["DATABASE_URL"] = url
        return _dispatch(command, argv)


def _dispatch(command: Command, argv: list[str]) -> int:
    if command.needs is not Needs.NOTHING:
        setup_django()
    args = _parser(command).parse_args(argv)
    return args.run(args) or 0


def setup_django() -> None:
    """Load the settings and the applications."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxiang.config.settings")
    django.setup()


def _parser(wanted: Command | None) -> argparse.ArgumentParser:
    """All names with their help; only the wanted command's module is imported."""
    parser = argparse.ArgumentParser(prog="sanxiang", description="三项：行政执法三项制度平台")
    subparsers = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for command in COMMANDS:
        if command is not wanted:
            subparsers.add_parser(command.name, help=command.help, add_help=False)
    if wanted:
        import_module(wanted.module).register(subparsers)
    return parser
