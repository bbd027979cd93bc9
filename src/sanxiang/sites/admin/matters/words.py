"""清单事项的词: how the fields of each list are called, and what they say in words."""

from __future__ import annotations

from sanxiang.powers.choices import IMPORTANCE
from sanxiang.powers.matters import MatterView, kind_label
from sanxiang.rules.recording import RECORDED, SERVED, read_mode, read_steps

LISTS = {"recording": "音像记录事项", "random_check": "随机抽查事项", "no_penalty": "不予处罚事项"}
LABELS: dict[str, dict[str, str]] = {
    "recording": {
        "act_kind": "权力类型", "item_code": "权力事项编码", "step": "记录环节", "mode": "记录方式", "drives": "办案时",
        "place": "记录场所", "starts": "开始时间", "content": "记录内容", "ends": "结束时间", "recorder": "记录人员",
        "retention": "存储期限", "basis_text": "依据", "remark": "备注",
    },
    "random_check": {
        "importance": "事项类别", "basis_text": "抽查依据", "targets": "抽查对象", "content": "抽查内容",
        "ratio_text": "抽查比例", "mode": "抽查方式", "frequency": "抽查频次", "remark": "备注",
    },
    "no_penalty": {
        "category": "类别", "basis_text": "违反的条款", "conditions": "不予处罚的条件", "item_code": "权力事项编码",
        "remark": "备注",
    },
}  # fmt: skip
_MEDIA = {"video": "录像", "sound": "录音", "picture": "照片"}


def words(m: MatterView) -> dict[str, str]:
    """The fields in words; `drives` says what the row asks of a case."""
    plain = {name: "" if value is None else str(value) for name, value in m.says.items()}
    if m.kind == "random_check":
        return plain | {"importance": IMPORTANCE[plain["importance"]]}
    if m.kind == "no_penalty":
        return plain
    return plain | {"act_kind": kind_label(plain["act_kind"]), "drives": _drives(m)}


def _drives(m: MatterView) -> str:
    steps, media = read_steps(str(m.says["step"])), read_mode(str(m.says["mode"]))
    recorded, served = ([s for s in steps if s in asked] for asked in (RECORDED, SERVED))
    if not media or not (recorded or served):
        return "只列入清单，办案时不提示"
    if not m.says["required"]:
        return f"在{'、'.join(recorded)}时提示可以记录" if recorded else "只列入清单，办案时不提示"
    files = "或者".join(label for kind, label in _MEDIA.items() if kind in media)
    said = [f"{'、'.join(recorded)}没有{files}的，不能保存"] if recorded else []
    said += [f"{'、'.join(served)}没有注明音像记录的，不能保存"] if served else []
    return "；".join(said)
