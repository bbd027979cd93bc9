"""`sanxiang compare-laws`: two sources of laws against each other, wording by wording; nothing is stored."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import Any

from sanxiang.config.problem import Problem

_COLUMNS = ("法规", "公布日期", "结果", "说明")
_SHOWN = 20


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("compare-laws", help="核对两个法规来源（JSONL）")
    parser.add_argument("first", nargs="+", type=Path, metavar="甲", help="第一个来源的文件，可以多个")
    parser.add_argument(
        "--with", dest="second", nargs="+", type=Path, required=True, metavar="乙", help="第二个来源的文件"
    )
    parser.add_argument("--report", type=Path, metavar="CSV", help="把每一部法规的结果写成表格")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print how many wordings agree and what differs; write the report; Problem for rows that cannot be read."""
    from sanxiang.statutes.reconcile import DIFFERS, ONLY_FIRST, ONLY_SECOND, SAME, reconcile
    from sanxiang.statutes.sources import read_files

    sides = [read_files(paths, lambda _: None) for paths in (args.first, args.second)]
    if errors := [error for side in sides for error in side.errors]:
        lines = [f"  {e.file} 第{e.line}行 {e.title}：{e.message}。{e.remedy}" for e in errors[:_SHOWN]]
        raise Problem("\n".join([f"有{len(errors)}行不能读取", *lines]), f"{len(errors)} rows unreadable")
    found = reconcile(sides[0].texts, sides[1].texts)
    counts = Counter(c.verdict for c in found)
    print("，".join(f"{verdict}{counts[verdict]}部" for verdict in (SAME, DIFFERS, ONLY_FIRST, ONLY_SECOND)))
    for c in [c for c in found if c.verdict == DIFFERS][:_SHOWN]:
        print(f"  《{c.title}》（{c.version_date or '日期不详'}）{c.said}")
    if args.report:
        with args.report.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            writer.writerows((c.title, c.version_date or "", c.verdict, c.said) for c in found)
    return 0
