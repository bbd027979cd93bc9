"""办理: every act of a case that has a form of its own, in the order of the procedure."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from sanxiang.cases.policies import MAY
from sanxiang.flows.assign_officers import assign_officers as do_assign_officers
from sanxiang.flows.close_case import close_case as do_close_case
from sanxiang.flows.conclude_investigation import conclude_investigation as do_conclude_investigation
from sanxiang.flows.confirm_evidence import confirm_evidence as do_confirm_evidence
from sanxiang.flows.decide_case import decide_case as do_decide_case
from sanxiang.flows.discuss_collectively import discuss_collectively as do_discuss_collectively
from sanxiang.flows.file_case import file_case as do_file_case
from sanxiang.flows.notify_party import notify_party as do_notify_party
from sanxiang.flows.propose_outcome import propose_outcome as do_propose_outcome
from sanxiang.flows.record_performance import record_performance as do_record_performance
from sanxiang.flows.record_statement import record_statement as do_record_statement
from sanxiang.flows.record_step import record_step as do_record_step
from sanxiang.flows.refuse_filing import refuse_filing as do_refuse_filing
from sanxiang.flows.serve_document import serve_document as do_serve_document
from sanxiang.flows.submit_for_review import submit_for_review as do_submit_for_review
from sanxiang.flows.verify_clue import verify_clue as do_verify_clue
from sanxiang.flows.withdraw_publication import withdraw_publication as do_withdraw_publication
from sanxiang.rules.procedures.acts import Act
from sanxiang.sites.desk.acts import decision, filing, investigation
from sanxiang.sites.desk.acts import hearing_the_party as hearing
from sanxiang.sites.desk.acts.screen import Screen, act_view, refusable, shown
from sanxiang.sites.desk.case.frame import framed
from sanxiang.sites.desk.case.views import opened
from sanxiang.sites.desk.forms import ConfirmForm, ServiceForm
from sanxiang.sites.desk.shell import actor_of, now
from sanxiang.sites.doors import door

verify_clue = act_view(
    Screen(
        Act.VERIFY_CLUE,
        filing.VerifyClueForm,
        do_verify_clue,
        "核查情况已登记",
        "保存核查情况",
        "desk/acts/party.html",
    )
)
file_case = act_view(
    Screen(
        Act.FILE_CASE,
        filing.FileCaseForm,
        do_file_case,
        "已批准立案，案号已生成，90日办案期限开始计算",
        "批准立案",
        "desk/acts/with_paper.html",
    )
)
refuse_filing = act_view(
    Screen(Act.REFUSE_FILING, filing.RefuseFilingForm, do_refuse_filing, "已决定不予立案", "决定不予立案")
)
assign_officers = act_view(
    Screen(
        Act.ASSIGN_OFFICERS,
        filing.AssignOfficersForm,
        do_assign_officers,
        "承办人已指派",
        "指派承办人",
        "desk/acts/assign.html",
        "证件的类别、区域、期限由系统核对",
    )
)
record_step = act_view(
    Screen(
        Act.RECORD_STEP,
        investigation.RecordStepForm,
        do_record_step,
        "过程已记录，证据的校验值已固化",
        "保存记录",
        "desk/acts/record_step.html",
        tab="case_evidence",
    )
)
confirm_evidence = act_view(
    Screen(
        Act.CONFIRM_EVIDENCE,
        investigation.ConfirmEvidenceForm,
        do_confirm_evidence,
        "证据已查证",
        "确认查证属实",
        tab="case_evidence",
    )
)
propose_outcome = act_view(
    Screen(
        Act.PROPOSE_OUTCOME,
        investigation.ProposalForm,
        do_propose_outcome,
        "拟处理意见已保存为新的一版",
        "保存拟处理意见",
        "desk/acts/propose.html",
        "条款、法定幅度、阶次幅度由权责事项带出",
        tab="case_law",
    )
)
conclude_investigation = act_view(
    Screen(
        Act.CONCLUDE_INVESTIGATION,
        ConfirmForm,
        do_conclude_investigation,
        "调查已经终结",
        "终结调查",
        "desk/acts/with_paper.html",
    )
)
record_statement = act_view(
    Screen(
        Act.RECORD_STATEMENT,
        hearing.StatementForm,
        do_record_statement,
        "当事人的意见已记录",
        "记录陈述申辩",
        hint="当事人有权陈述、申辩，不得因此加重处罚",
    )
)
submit_for_review = act_view(
    Screen(
        Act.SUBMIT_FOR_REVIEW,
        hearing.SubmitForm,
        do_submit_for_review,
        "已提交法制审核，5个工作日内出具意见",
        "提交法制审核",
        "desk/acts/submit.html",
        tab="case_review",
    )
)
discuss_collectively = act_view(
    Screen(
        Act.DISCUSS_COLLECTIVELY,
        hearing.DiscussionForm,
        do_discuss_collectively,
        "集体讨论已记录",
        "保存讨论记录",
        "desk/acts/discuss.html",
        "每位出席人员的意见都要写明",
    )
)
decide_case = act_view(
    Screen(
        Act.DECIDE_CASE,
        decision.DecideForm,
        do_decide_case,
        "决定已作出，决定书已编号签章；7个工作日内送达、公示",
        "作出决定",
        "desk/acts/with_paper.html",
    )
)
serve_document = act_view(
    Screen(
        Act.SERVE_DOCUMENT, decision.ServeForm, do_serve_document, "送达已登记，送达回证已生成", "登记送达"
    )
)
withdraw_publication = act_view(
    Screen(
        Act.WITHDRAW_PUBLICATION,
        decision.WithdrawForm,
        do_withdraw_publication,
        "公示已撤下，公示网站上留有撤下的日期和理由",
        "撤下公示",
        tab="case_publish",
    )
)
record_performance = act_view(
    Screen(
        Act.RECORD_PERFORMANCE, decision.PerformanceForm, do_record_performance, "履行情况已登记", "登记履行"
    )
)
close_case = act_view(
    Screen(
        Act.CLOSE_CASE,
        decision.CloseForm,
        do_close_case,
        "案件已经结案",
        "批准结案",
        "desk/acts/with_paper.html",
    )
)

_NOTIFY = Screen(
    Act.NOTIFY_PARTY,
    ServiceForm,
    do_notify_party,
    "告知已登记，陈述申辩期限开始计算",
    "登记告知",
    hint="送达事先告知书，并交给当事人查看密码",
    whole=True,
)


@door("desk.act.notify_party", roles=MAY[Act.NOTIFY_PARTY])
def notify_party(request: HttpRequest, case: UUID) -> HttpResponse:
    """The one act whose answer is shown once: the password with which the party follows its case."""
    page, at = opened(request, case), now()
    form = ServiceForm(request.POST if request.method == "POST" else None, page=page, moment=at)
    if request.method != "POST" or not form.is_valid():
        return shown(request, _NOTIFY, page, form)
    refusable(request, case)
    told = do_notify_party(actor=actor_of(request), now=at, case=case, **form.arguments())
    messages.success(request, _NOTIFY.said)
    context = {"password": told.password, "repeated": told.done.repeated}
    return framed(
        request, "desk/acts/notified.html", opened(request, case), "case", context, title="查看密码"
    )
