"""案件事项的句子: what an act did, as the record says it."""

from __future__ import annotations

from sanxiang.ledger import events

#: act → sentence; the ledger kind is `case.` and the act
SENTENCES: dict[str, str] = {
    "register_clue": "{actor}登记线索：{title}",
    "verify_clue": "{actor}核查线索：{findings}",
    "file_case": "{actor}批准立案，案号{number}",
    "refuse_filing": "{actor}决定不予立案：{reason}",
    "assign_officers": "{actor}指派承办人：{officers}",
    "confirm_evidence": "{actor}查证证据：{numbers}",
    "propose_outcome": "{actor}提出拟处理意见第{version}版：{outcome}",
    "record_step": "{actor}记录{kind}，形成证据{files}份",
    "draft_document": "{actor}起草《{title}》第{version}稿",
    "issue_document": "{actor}制发《{title}》，文号{number}",
    "sign_document": "{actor}签署《{title}》，校验值已固化",
    "conclude_investigation": "{actor}提出调查终结报告：{outcome}",
    "notify_party": "{actor}将《{title}》送达{recipient}",
    "record_statement": "{actor}记录{kind}",
    "submit_for_review": "{actor}提交法制审核，第{round}轮",
    "give_opinion": "{actor}出具法制审核意见：{opinion}",
    "discuss_collectively": "{actor}记录集体讨论，结论：{conclusion}",
    "decide_case": "{actor}作出决定，文号{number}：{outcome}",
    "serve_document": "{actor}送达《{title}》，{mode}，{recipient}签收",
    "prepare_publication": "{actor}拟定公示内容",
    "publish_decision": "{actor}审核公示",
    "withdraw_publication": "{actor}撤下公示：{cause}（{document}）",
    "record_performance": "{actor}记录履行情况：{amount}",
    "close_case": "{actor}批准结案",
    "take_over_case": "{to}接收{from_name}移交的案件，依据{basis}",
}

#: not an act: the calendar was changed, and with it the end of a running period
PERIOD_MOVED = "case.period_moved"

events.register({PERIOD_MOVED: "{actor}更新工作日历，{period}由{from}改为{to}到期"})
events.register({f"case.{act}": sentence for act, sentence in SENTENCES.items()})


def summary(act: str, *, actor: str, **words: object) -> str:
    """The sentence of an act, at most 300 characters."""
    return events.sentence(f"case.{act}", actor=actor, payload=words)[:300]
