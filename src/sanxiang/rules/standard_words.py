"""裁量幅度的写法: what a standard fixes, in words, the same for who approves it and for the public (行政处罚法第三十四条)."""

from __future__ import annotations

from decimal import Decimal

from sanxiang.rules.discretion import BenchmarkForm
from sanxiang.rules.money import format_range, format_yuan
from sanxiang.rules.standards import Standard


def amount_said(read: Standard) -> str:
    """罚款20,000.00元至100,000.00元; 货值金额的1倍至2倍; 没有罚款; "" where the words could not be read."""
    if read.doubt:
        return ""
    if read.low is None:
        return "没有罚款"
    high = read.low if read.high is None else read.high
    match read.form:
        case BenchmarkForm.MULTIPLE | BenchmarkForm.PERCENT:
            said = (
                f"{read.base}的{_span(read.low, high, '倍' if read.form is BenchmarkForm.MULTIPLE else '%')}"
            )
        case BenchmarkForm.ADDITIVE:
            more = "；".join(f"每{step.per}加{format_yuan(step.amount)}" for step in read.steps)
            most = f"，最多{format_yuan(high)}" if read.high is not None else ""
            said = f"从{format_yuan(read.low)}起，{more}{most}"
        case _:
            said = fine_said(read.low, high)
    return said if read.cap is None else f"{said}，最高不超过{format_yuan(read.cap)}"


def fine_said(low: Decimal | None, high: Decimal | None) -> str:
    """A range of 元: 罚款10,000.00元至50,000.00元; 罚款50,000.00元以下 where nothing is the least; "" without any."""
    if high is None:
        return "" if low is None else f"罚款{format_yuan(low)}以上"
    least = low or Decimal(0)
    return f"罚款{format_range(least, high)}" if least or not high else f"罚款{format_yuan(high)}以下"


def _span(low: Decimal, high: Decimal, unit: str) -> str:
    if low == high:
        return f"{low}{unit}"
    return f"{low}{unit}至{high}{unit}" if low else f"{high}{unit}以下"
