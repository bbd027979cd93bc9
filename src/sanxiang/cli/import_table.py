"""`sanxiang import`: fill the registers from spreadsheets; the same engine as the screen."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanxiang.config.problem import Problem

if TYPE_CHECKING:
    from sanxiang.imports.types import Report

_SHOWN = 20


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("import", help="导入单位、人员、证件、当事人等表格（XLSX、CSV、JSONL）")
    parser.add_argument("kind", metavar="种类", help="如 agencies；不写文件时列出全部种类", nargs="?")
    parser.add_argument("file", type=Path, metavar="文件", nargs="?")
    parser.add_argument("--dry-run", action="store_true", help="只试不存：检查全部内容，最后撤回")
    parser.add_argument("--report", type=Path, metavar="XLSX", help="把每一处问题写成表格")
    parser.add_argument("--template", type=Path, metavar="XLSX", help="写出这个种类的空白模板")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import a file, or write a template, or list the kinds; Problem for a file that was not imported."""
    from sanxiang.imports import sheets
    from sanxiang.imports.kinds import KINDS

    if args.kind is None:
        print("\n".join(f"{kind.code:14}{kind.title}：{kind.intro}" for kind in KINDS.values()))
        return 0
    if args.kind not in KINDS:
        raise Problem(f"没有“{args.kind}”这种表，可以是{'、'.join(KINDS)}", f"unknown kind {args.kind}")
    if args.template:
        args.template.write_bytes(sheets.template(KINDS[args.kind]))
        print(f"已写出{args.template}")
        return 0
    if args.file is None:
        raise Problem("请写明要导入的文件，或者用 --template 写出模板", "no file given")
    return _import(args)


def _import(args: argparse.Namespace) -> int:
    from sanxiang.imports import sheets
    from sanxiang.imports.rows import Unreadable
    from sanxiang.imports.selectors import runs
    from sanxiang.imports.services import import_file
    from sanxiang.kernel import Actor

    actor = Actor.system("导入表格")
    try:
        report = import_file(
            actor=actor, now=datetime.now(UTC), kind=args.kind, data=args.file.read_bytes(),
            filename=args.file.name, dry_run=args.dry_run, progress=_show_progress,
        )  # fmt: skip
    except OSError as error:
        raise Problem(f"不能读取{args.file}：{error.strerror}", str(error)) from None
    except Unreadable as unreadable:
        raise Problem(f"{args.file.name}：{unreadable}", "not a table") from None
    if args.report:
        args.report.write_bytes(sheets.report(runs(actor, 1)[0]))
    if not report.ok:
        lines = [f"  第{p.line}行 {p.column}：{p.message}" for p in report.problems[:_SHOWN]]
        more = [f"  等{len(report.problems)}处"] if len(report.problems) > _SHOWN else []
        head = f"{args.file.name}有{report.faulty_rows}行有问题，没有导入任何内容"
        raise Problem("\n".join([head, *lines, *more]), f"{len(report.problems)} problems, nothing stored")
    print(_summary(report, dry_run=args.dry_run))
    return 0


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done == total or done % 50 == 0):
        print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr)


def _summary(report: Report, *, dry_run: bool) -> str:
    counts = "，".join(f"{name}{count}行" for name, count in report.counts.items())
    head = "试运行，未存入任何内容" if dry_run else "导入完成"
    return "\n".join([f"{head}：共{report.rows}行，{counts}", *(f"  {note}" for note in report.notes)])
