"""`sanxiang import-laws`: import law texts from JSON Lines files and report what did not agree."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanxiang.cli.target import add_by, operator, say_target
from sanxiang.config.problem import Problem

if TYPE_CHECKING:
    from sanxiang.statutes.types import ImportNote, ImportReport

_COLUMNS = ("文件", "行", "法规", "类别", "说明", "处理办法")
_SHOWN = 20


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("import-laws", help="导入法律法规（JSONL）")
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="JSON Lines 文件，可以多个")
    parser.add_argument("--dry-run", action="store_true", help="只试不存：检查全部内容，最后撤回")
    add_by(parser)
    parser.add_argument("--report", type=Path, metavar="CSV", help="把每一处差异写成表格")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, print the reconciliation, write the report; 1 if a row cannot be read."""
    from sanxiang.statutes.services import ImportFailed, import_laws

    say_target()
    try:
        report = import_laws(
            actor=operator(args.by, "导入法规"),
            now=datetime.now(UTC),
            paths=args.files,
            dry_run=args.dry_run,
            progress=_show_progress,
        )
    except ImportFailed as failed:
        _write(args.report, failed.notes)
        lines = [f"  {n.file} 第{n.line}行 {n.title}：{n.message}。{n.remedy}" for n in failed.notes[:_SHOWN]]
        raise Problem(
            "\n".join([str(failed), *lines, f"共{len(failed.notes)}行不能读取，没有存入任何内容"]),
            f"{len(failed.notes)} rows unreadable, nothing stored",
        ) from None
    _write(args.report, report.notes)
    print(_summary(report))
    return 0


def _show_progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty() and (done == total or done % 50 == 0):
        print(f"\r{stage} {done}/{total}", end="\n" if done == total else "", file=sys.stderr)


def _summary(report: ImportReport) -> str:
    from sanxiang.statutes.types import ImportNote

    sign = "=" if report.balanced else "≠"
    lines = [
        "试运行，未存入任何内容" if report.dry_run else "导入完成",
        f"读入{report.documents}部 {sign} 存入{report.stored} + 已有{report.already_there} + 存疑{report.flagged}",
        f"存入条文{report.articles_found}条（来源载明{report.articles_stated}条），款、项{report.provisions}行",
    ]
    kinds = (ImportNote.FLAGGED, ImportNote.COUNT, ImportNote.NUMBERING, ImportNote.TEXT, ImportNote.DATE)
    lines += [f"  {kind}：{len(found)}处" for kind in kinds if (found := report.notes_of(kind))]
    for kind in kinds[:-1]:
        lines += [
            f"  {kind} {n.file} 第{n.line}行 《{n.title}》{n.message}" for n in report.notes_of(kind)[:_SHOWN]
        ]
    return "\n".join(lines)


def _write(path: Path | None, notes: Iterable[ImportNote]) -> None:
    """A spreadsheet of the notes; with a byte order mark, or Excel takes it for another encoding."""
    if path is None:
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows((n.file, n.line, n.title, n.kind, n.message, n.remedy) for n in notes)
