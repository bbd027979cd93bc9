"""主体入库: 录入 → 核对 → 审定 → 在册 → 更名 or 撤销, each by whom it belongs to (国办发〔2018〕118号（四）; 行政处罚法 17–19).

A row that is in force keeps its name, nature and USCC; what it was called before stays with its days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from sanxiang.kernel import Actor, InvalidInput, NotFound, Refused, local_date
from sanxiang.kernel.columns import column_problems
from sanxiang.ledger import services as ledger
from sanxiang.registry import checks, events
from sanxiang.registry.models import Agency, AgencyName
from sanxiang.registry.succession import end_all
from sanxiang.rules.approval import check_approver

Status = Agency.Status
_ONE_DAY = timedelta(days=1)


def check_agency(*, actor: Actor, now: datetime, agency: UUID) -> None:
    """核对并报审: the agency has checked its entry. Raises NotFound, or InvalidInput with everything missing."""
    with transaction.atomic():
        row = _in(agency, Status.DRAFTED, "只有待核对的主体可以报审")
        InvalidInput.if_any([*column_problems(row), *checks.agency_problems(row), *_missing(row)])
        row.status, row.returned_reason = Status.CHECKED, ""
        row.checked_by, row.checked_by_id = actor.name, actor.person_id
        _keep(row, actor, now, events.AGENCY_CHECKED)


def return_agency(*, actor: Actor, now: datetime, agency: UUID, reason: str) -> None:
    """退回: back to the agency, with what is to be mended. Raises NotFound, InvalidInput."""
    with transaction.atomic():
        row = _in(agency, Status.CHECKED, "只有待审定的主体可以退回")
        if not reason.strip():
            raise InvalidInput(("reason", "请写明退回的理由"))
        row.status, row.returned_reason = Status.DRAFTED, reason.strip()
        _keep(row, actor, now, events.AGENCY_RETURNED, reason=reason.strip())


def approve_agency(*, actor: Actor, now: datetime, agency: UUID, approval_no: str = "") -> None:
    """审定入库: from now on it may enforce, by somebody who neither entered nor checked it.

    Raises NotFound, Refused, or InvalidInput where it is not waiting for approval or its 上级机关 is not in force.
    """
    with transaction.atomic():
        row = _in(agency, Status.CHECKED, "只有待审定的主体可以审定")
        Refused.unless(check_approver({row.entered_by_id, row.checked_by_id}, actor.person_id))
        if row.parent and row.parent.status != Status.IN_FORCE:
            raise InvalidInput(("parent", f"上级机关“{row.parent}”还没有入库，请先审定上级机关"))
        row.status, row.approval_no = Status.IN_FORCE, approval_no.strip()
        row.approved_by, row.approved_by_id = actor.name, actor.person_id
        row.approved_on = local_date(now)
        _keep(row, actor, now, events.AGENCY_APPROVED, approval_no=row.approval_no)


def rename_agency(
    *, actor: Actor, now: datetime, agency: UUID, name: str, short_name: str, on: date, document_no: str
) -> None:
    """更名 from a day on, today at the latest; days before keep the name they had.

    Raises NotFound, InvalidInput.
    """
    with transaction.atomic():
        row = _in(agency, Status.IN_FORCE, "只有在册的主体可以更名")
        InvalidInput.if_any(_rename_problems(row, name, on, document_no, local_date(now)))
        before, until = row.name, on - _ONE_DAY
        AgencyName.objects.create(
            agency=row, name=before, short_name=row.short_name, until=until, document_no=document_no.strip()
        )
        row.name, row.short_name = name.strip(), short_name.strip()
        InvalidInput.if_any(column_problems(row))
        _keep(row, actor, now, events.AGENCY_RENAMED, before=before, on=str(on), document_no=document_no)


def end_agency(
    *, actor: Actor, now: datetime, agency: UUID, until: date, document_no: str, successor: UUID | None = None
) -> None:
    """撤销 or 合并: no act after `until`, today at the latest; `successor` carries on its powers.

    Its agreements, credentials, posts and accounts end with it. Whether cases stand in the way, the flow
    `end_agency` asks. Raises NotFound, InvalidInput.
    """
    with transaction.atomic():
        row = _in(agency, Status.IN_FORCE, "只有在册的主体可以撤销")
        after = _in(successor, Status.IN_FORCE, "承继机关应当在册") if successor else None
        InvalidInput.if_any(_end_problems(row, after, until, document_no, local_date(now)))
        row.status, row.active_to, row.successor = Status.ENDED, until, after
        row.ended_document_no = document_no.strip()
        told = {"successor": after.name} if after else {}
        end_all(actor=actor, now=now, agency=row, until=until)
        _keep(
            row, actor, now, events.AGENCY_ENDED, until=str(until), document_no=row.ended_document_no, **told
        )


def _missing(row: Agency) -> Iterator[checks.Problem]:
    """What a draft may lack and an agency in force may not."""
    if not row.qualification.strip():
        yield "qualification", "请写明主体资格的依据（法律、法规、规章或者“三定”规定）"
    if row.kind == Agency.Kind.ENTRUSTED and row.parent is None:
        yield "parent", "受委托组织应当填写委托它的机关（上级机关）"


def _rename_problems(
    row: Agency, name: str, on: date, document_no: str, today: date
) -> Iterator[checks.Problem]:
    if not document_no.strip():
        yield "document_no", "请填写批准更名的文号"
    if name.strip() == row.name:
        yield "name", "新名称与现名称相同"
    if on > today:
        yield "on", "更名日期不能晚于今天，请在更名之日办理"
    last = row.former_names.order_by("-until").first()
    if last and on - _ONE_DAY <= last.until:
        yield "on", f"现名称自{last.until + _ONE_DAY}起使用，更名日期应当更晚"


def _end_problems(
    row: Agency, after: Agency | None, until: date, document_no: str, today: date
) -> Iterator[checks.Problem]:
    if not document_no.strip():
        yield "document_no", "请填写批准撤销或者合并的文号"
    if until > today:
        yield "until", "撤销日期不能晚于今天，请在撤销之日办理"
    if row.active_from and until < row.active_from:
        yield "until", "撤销日期不能早于设立日期"
    if after and after.pk == row.pk:
        yield "successor", "承继机关不能是本机关"
    if below := row.children.filter(status=Status.IN_FORCE).first():
        yield "agency", f"下级主体“{below}”还在册，请先改变它的隶属关系"


def _in(agency: UUID, status: str, otherwise: str) -> Agency:
    row = Agency.objects.select_for_update(of=("self",)).select_related("parent").filter(pk=agency).first()
    if row is None:
        raise NotFound("没有这个执法主体")
    if row.status != status:
        raise InvalidInput(("status", f"{otherwise}，“{row}”现在是“{row.get_status_display()}”"))
    return row


def _keep(row: Agency, actor: Actor, now: datetime, event: str, **told: str) -> None:
    row.save()
    ledger.append(kind=event, subject=row.pk, actor=actor, at=now, payload={"name": row.name, **told})
