"""清单事项部分: recording rules, random-check and no-penalty items of 云屏市生态环境局, in force, and one of each still a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sanxiang.cli.demo_city.city import City
from sanxiang.cli.demo_city.items_part import enters
from sanxiang.kernel import Role
from sanxiang.powers import services

_AGENCY = "云环"
_BASIS = "《行政处罚法》第四十七条；国办发〔2018〕118号（八）"
_RECORDING: tuple[dict[str, Any], ...] = (
    {"title": "排污单位现场检查", "step": "现场检查", "mode": "拍照或者录像", "act_kind": "penalty", "place": "检查现场",
     "starts": "进入现场、出示证件时", "content": "出示证件、检查经过、当事人签字", "ends": "离开现场时", "retention": "与案卷相同"},
    {"title": "询问当事人", "step": "询问当事人", "mode": "录音录像", "required": False, "place": "询问室",
     "starts": "告知权利义务时", "content": "询问全过程", "ends": "核对笔录签字后", "retention": "与案卷相同"},
    {"title": "留置送达", "step": "留置送达", "mode": "拍照、录像", "place": "受送达人住所", "starts": "到达住所时",
     "content": "说明来意、拒收情形、张贴文书", "ends": "离开时", "retention": "永久"},
)  # fmt: skip
_CHECKS: tuple[dict[str, Any], ...] = (
    {"title": "排污许可证执行情况检查", "importance": "key", "basis_text": "《排污许可管理条例》第二十五条",
     "targets": "持有排污许可证的单位", "content": "排放口、自行监测、台账、执行报告", "ratio_text": "不低于5%", "ratio": 5,
     "mode": "现场检查", "frequency": "每季度一次"},
    {"title": "建设项目环境保护设施验收情况检查", "basis_text": "《建设项目环境保护管理条例》第十九条",
     "targets": "竣工一年内的建设项目", "content": "验收报告、设施运行", "ratio_text": "3%", "ratio": 3,
     "mode": "现场检查和书面检查", "frequency": "每年两次"},
)  # fmt: skip
_SPARED: tuple[dict[str, Any], ...] = (
    {"title": "未按规定保存环境管理台账", "category": "排污许可", "basis_text": "《排污许可管理条例》第三十七条",
     "conditions": "首次违法；在责令改正的期限内补齐；没有造成危害后果"},
    {"title": "未按规定提交执行报告", "category": "排污许可", "basis_text": "《排污许可管理条例》第三十七条",
     "conditions": "首次违法；逾期不超过三十日；发现后立即补交"},
)  # fmt: skip


def build_matters(city: City, now: datetime, waiting_at: datetime) -> None:
    """The rows in force since `now`; the drafts made at `waiting_at`."""
    agency, by = city.agencies[_AGENCY], enters(city, _AGENCY)
    (head,) = city.staff[_AGENCY, Role.AGENCY_HEAD]
    for kind, rows in (("recording", _RECORDING), ("random_check", _CHECKS), ("no_penalty", _SPARED)):
        for number, says in enumerate(rows, start=1):
            said = {"basis_text": _BASIS, **says}
            row = services.draft_matter(
                actor=by, now=now, kind=kind, agency=agency, number=str(number), **said
            )
            services.approve_matter(actor=city.actor(head), now=now, kind=kind, matter=row)
    services.draft_matter(
        actor=by, now=waiting_at, kind="recording", agency=agency, number="4", title="抽样取证", step="抽样取证",
        mode="全程录像", basis_text=_BASIS,
    )  # fmt: skip
