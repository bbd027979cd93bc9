"""`sanxiang rebuild-index`: builds the public search index anew from the database."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("rebuild-index", help="重建公示搜索索引")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Readers keep the old index until the new one is complete."""
    from sanxiang.disclosure import search

    def tell(done: int) -> None:
        print(f"\r已写入{done}项", end="", file=sys.stderr, flush=True)

    total = search.rebuild_index(tell)
    print(f"\r索引已重建：{total}项，修订号{search.indexed_revision()}")
    return 0
