"""裁量标准的读法: what the software takes a standard for, in words, so that a person can see whether it is right."""

from __future__ import annotations

from sanxiang.rules.discretion import BenchmarkForm
from sanxiang.rules.money import format_range, format_yuan
from sanxiang.rules.standards import Standard


def said(read: Standard) -> str:
    """罚款20,000.00元至100,000.00元; 货值金额的1倍至2倍; 没有罚款; what could not be read."""
    if read.doubt:
        return read.doubt
    if read.low is None:
        return "没有罚款"
    high = read.low if read.high is None else read.high
    match read.form:
        case BenchmarkForm.MULTIPLE:
            return f"{read.base}的{_span(f'{read.low}倍', f'{high}倍')}"
        case BenchmarkForm.PERCENT:
            return f"{read.base}的{_span(f'{read.low}%', f'{high}%')}"
        case BenchmarkForm.ADDITIVE:
            more = "；".join(f"每{step.per}加{format_yuan(step.amount)}" for step in read.steps)
            most = f"，最多{format_yuan(high)}" if read.high is not None else ""
            return f"从{format_yuan(read.low)}起，{more}{most}"
        case _:
            return f"罚款{format_range(read.low, high)}"


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}至{high}"
