"""A city to import into, and tables as people write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from itertools import count

import pytest

from sanxiang.imports import services
from sanxiang.imports.selectors import RunView
from sanxiang.kernel import Actor, Role
from tests.factories.city import FOUNDED, City, found_city, person, uscc


@pytest.fixture
def city(db: None) -> City:
    return found_city()


@pytest.fixture
def admin(city: City) -> Actor:
    """系统管理员 of 云屏市生态环境局."""
    return person(city, "管清", 20, Role.ADMINISTRATOR)


_MINUTES = count()


def csv_bytes(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def bring(
    actor: Actor, kind: str, rows: Sequence[Sequence[str]], *, dry_run: bool = False, name: str = "表.csv"
) -> RunView:
    """Import rows (headings first) at once, each time a minute later."""
    return services.import_file(
        actor=actor,
        now=FOUNDED + timedelta(minutes=next(_MINUTES)),
        kind=kind,
        data=csv_bytes(rows),
        filename=name,
        dry_run=dry_run,
        progress=lambda done, total: None,
    )


AGENCY_HEAD = (
    "名称", "简称", "机关代字", "统一社会信用代码", "层级", "上级机关", "区划代码", "执法区域", "执法类别", "负责人",
    "办公地址", "联系电话", "监督电话", "复议机关", "管辖法院",
)  # fmt: skip


def agency_row(n: int, name: str, parent: str = "", **changed: str) -> list[str]:
    """An agency as a row of AGENCY_HEAD."""
    row = dict(
        zip(
            AGENCY_HEAD,
            (name, name[3:], f"云测{n}", uscc(n, "11"), "县级", parent, "539900", "云屏市", "生态环境、城市管理", "沈知行",
             "云屏市滨河路18号", "0999-5550001", "0999-5550002", "云屏市人民政府", "安澜区人民法院"),
            strict=True,
        )
    )  # fmt: skip
    return list((row | changed).values())
