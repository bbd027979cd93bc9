"""`sanxiang import`: fill the registers from spreadsheets; all or nothing, with a report, and back again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanxiang.cli.target import add_by, operator, say_target
from sanxiang.config.problem import Problem

if TYPE_CHECKING:
    from uuid import UUID

    from sanxiang.imports.selectors import RunView
    from sanxiang.imports.types import Problem as ImportProblem

_SHOWN = 20
_REASON = "导入表格"


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("import", help="导入单位、人员、证件、当事人等表格（XLSX、CSV、JSONL）")
    parser.add_argument("kind", metavar="种类", help="如 agencies；不写文件时列出全部种类", nargs="?")
    parser.add_argument("file", type=Path, metavar="文件", nargs="?")
    parser.add_argument("--dry-run", action="store_true", help="只试不存：检查全部内容，最后撤回")
    parser.add_argument("--report", type=Path, metavar="XLSX", help="把每一处问题写成表格")
    parser.add_argument("--template", type=Path, metavar="XLSX", help="写出这个种类的空白模板")
    add_by(parser)
    parser.add_argument("--agency", metavar="简称", default="", help="表中没有执法主体一列，全部是这个单位的")
    parser.add_argument("--undo", action="store_true", help="撤销这个种类最近一次导入")
    parser.add_argument("--changed-too", action="store_true", help="连同之后改动过的一起撤销")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import a file, undo the last import, write a template, or list the kinds; Problem for what was not done."""
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
    if args.undo:
        return _undo(args.kind, args.by, changed_too=args.changed_too)
    if args.file is None:
        raise Problem("请写明要导入的文件，或者用 --template 写出模板", "no file given")
    return _import(args)


def _import(args: argparse.Namespace) -> int:
    from sanxiang.imports import sheets
    from sanxiang.imports.rows import Unreadable
    from sanxiang.imports.services import import_file
    from sanxiang.kernel import InvalidInput

    say_target()
    try:
        run = import_file(
            actor=operator(args.by, _REASON), now=datetime.now(UTC), kind=args.kind, data=_data(args.file),
            filename=args.file.name, dry_run=args.dry_run, progress=_show_progress,
            one_agency=_agency(args.agency),
        )  # fmt: skip
    except InvalidInput as invalid:
        raise Problem(str(invalid), "--agency does not fit") from None
    except OSError as error:
        raise Problem(f"不能读取{args.file}：{error.strerror}", str(error)) from None
    except Unreadable as unreadable:
        raise Problem(f"{args.file.name}：{unreadable}", "not a table") from None
    if args.report:
        args.report.write_bytes(sheets.report(run))
    if not run.ok:
        head = f"{run.filename}：{run.headline}，一行也没有导入"
        shared = [f"  {said}" for said in run.repeated]
        last = f"共{len(run.problems)}处问题，没有存入任何内容"
        raise Problem(
            "\n".join([head, *shared, *_said(run.problems, "有问题"), *_notes(run), last]),
            f"{len(run.problems)} problems, nothing stored",
        )
    print(_summary(run))
    return 0


def _data(path: Path) -> bytes:
    """A file as it is; a folder of photos as a package."""
    from sanxiang.imports.photos import pack
    from sanxiang.imports.tables import MAX_BYTES

    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        return pack((str(file.relative_to(path)), file.read_bytes()) for file in files)
    if (size := path.stat().st_size) > MAX_BYTES:
        raise Problem(
            f"{path.name}有{size // 2**20}MB，超过{MAX_BYTES // 2**20}MB，没有打开，请分成几个文件导入",
            "file too large",
        )
    return path.read_bytes()


def _undo(kind: str, by: str, *, changed_too: bool) -> int:
    from sanxiang.imports.selectors import last_done
    from sanxiang.imports.services import undo
    from sanxiang.kernel import InvalidInput

    say_target()
    run = last_done(operator(by, _REASON), kind)
    if run is None:
        raise Problem("没有可以撤销的导入", "nothing to undo")
    try:
        undo(actor=operator(by, _REASON), now=datetime.now(UTC), run=run.id, changed_too=changed_too)
    except InvalidInput as invalid:
        mend = "（命令行加上--changed-too）" if dict(invalid.problems).get("changed_too") else ""
        raise Problem(
            f"没有撤销《{run.filename}》：{invalid}{mend}", "something rests on it, nothing changed"
        ) from None
    print(f"已撤销《{run.filename}》的导入")
    return 0


def _agency(word: str) -> UUID | None:
    """The agency of that name, short name or USCC; raises Problem."""
    from sanxiang.registry.selectors import agencies

    if not word:
        return None
    found = [a.id for a in agencies() if word in (a.short_name, a.name, a.uscc)]
    if len(found) != 1:
        said = f"有{len(found)}个单位叫“{word}”，请写统一社会信用代码" if found else f"没有登记“{word}”"
        raise Problem(f"--agency：{said}", f"{len(found)} agencies of that name")
    return found[0]


def _said(problems: Sequence[ImportProblem], what: str) -> list[str]:
    """Equal remarks in one line, with the rows they are about."""
    from sanxiang.imports.grouping import grouped

    groups = grouped(problems)
    lines = [f"  {group}" for group in groups[:_SHOWN]]
    more = f"  等{len(groups)}种、{len(problems)}处{what}，用 --report 写出全部"
    return [*lines, more] if len(groups) > _SHOWN else lines


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done == total or done % 50 == 0):
        print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr)


def _summary(run: RunView) -> str:
    counts = "，".join(f"{name}{count}行" for name, count in run.counts.items())
    head = "试运行，未存入任何内容" if run.dry_run else "导入完成"
    doubts = _said(run.doubts, "待核")
    return "\n".join(
        [f"{head}：共{run.rows}行，{counts}", run.reconciled, *doubts, *_notes(run), *_next(run)]
    )


def _next(run: RunView) -> list[str]:
    """What has to follow before the rows count."""
    changed = run.counts.get("新增", 0) + run.counts.get("更新", 0)
    return [f"下一步：{run.kind.after}"] if run.kind.after and changed and not run.dry_run else []


def _notes(run: RunView) -> list[str]:
    return [f"  {note}" for note in run.notes]
