"""工作台的地址, in the order of the rail and of the procedure."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.desk.acts import views as acts
from sanxiang.sites.desk.case import views as case
from sanxiang.sites.desk.cases import views as cases
from sanxiang.sites.desk.evidence import views as evidence
from sanxiang.sites.desk.exams import views as exams
from sanxiang.sites.desk.inbox import views as inbox
from sanxiang.sites.desk.papers import views as papers
from sanxiang.sites.desk.publish import views as publish
from sanxiang.sites.desk.register import views as register
from sanxiang.sites.desk.review import views as review

app_name = "desk"
urlpatterns = [
    path("", inbox.show, name="inbox"),
    path("cases/", cases.index, name="cases"),
    path("cases/export.csv", cases.export, name="cases_csv"),
    path("cases/new/", register.clue, name="register_clue"),
    path("parties/check/", register.party_check, name="party_check"),
    path("review/", review.queue, name="review_queue"),
    path("review/<uuid:case>/", review.show, name="review_desk"),
    path("review/<uuid:case>/save/", review.save, name="review_save"),
    path("review/<uuid:case>/opinion/", review.opinion, name="give_opinion"),
    path("publish/", publish.queue, name="publish_queue"),
    path("exams/", exams.index, name="exams"),
    path("exams/<uuid:exam>/begin/", exams.begin, name="exam_begin"),
    path("exams/papers/<uuid:sitting>/", exams.sitting, name="sitting"),
    # one case
    path("cases/<uuid:case>/", case.overview, name="case"),
    path("cases/<uuid:case>/evidence/", case.evidence, name="case_evidence"),
    path("cases/<uuid:case>/documents/", case.documents, name="case_documents"),
    path("cases/<uuid:case>/law/", case.law_and_discretion, name="case_law"),
    path("cases/<uuid:case>/review/", case.review, name="case_review"),
    path("cases/<uuid:case>/publish/", publish.case_publish, name="case_publish"),
    path("cases/<uuid:case>/publish/public.pdf", publish.public_copy, name="public_pdf"),
    path("cases/<uuid:case>/record/", case.full_record, name="case_record"),
    # its evidence and documents
    path("cases/<uuid:case>/evidence/<uuid:item>/", evidence.item, name="evidence_item"),
    path("cases/<uuid:case>/evidence/<uuid:item>/file", evidence.file, name="evidence_file"),
    path("cases/<uuid:case>/evidence/<uuid:item>/thumbnail", evidence.thumbnail, name="evidence_thumbnail"),
    path("cases/<uuid:case>/evidence/<uuid:item>/verify/", evidence.verify, name="evidence_verify"),
    path("cases/<uuid:case>/documents/draft/<str:code>/", papers.draft, name="draft_document"),
    path("cases/<uuid:case>/documents/<uuid:document>/", papers.document, name="document"),
    path("cases/<uuid:case>/documents/<uuid:document>/pdf", papers.pdf, name="document_pdf"),
    path("cases/<uuid:case>/documents/<uuid:document>/issue/", papers.issue, name="issue_document"),
    path("cases/<uuid:case>/documents/<uuid:document>/sign/", papers.sign, name="sign_document"),
    # the acts
    path("cases/<uuid:case>/verify-clue/", acts.verify_clue, name="verify_clue"),
    path("cases/<uuid:case>/file-case/", acts.file_case, name="file_case"),
    path("cases/<uuid:case>/refuse-filing/", acts.refuse_filing, name="refuse_filing"),
    path("cases/<uuid:case>/assign-officers/", acts.assign_officers, name="assign_officers"),
    path("cases/<uuid:case>/record-step/", acts.record_step, name="record_step"),
    path("cases/<uuid:case>/confirm-evidence/", acts.confirm_evidence, name="confirm_evidence"),
    path("cases/<uuid:case>/propose-outcome/", acts.propose_outcome, name="propose_outcome"),
    path("cases/<uuid:case>/conclude/", acts.conclude_investigation, name="conclude_investigation"),
    path("cases/<uuid:case>/notify-party/", acts.notify_party, name="notify_party"),
    path("cases/<uuid:case>/record-statement/", acts.record_statement, name="record_statement"),
    path("cases/<uuid:case>/submit-for-review/", acts.submit_for_review, name="submit_for_review"),
    path("cases/<uuid:case>/discuss/", acts.discuss_collectively, name="discuss_collectively"),
    path("cases/<uuid:case>/decide/", acts.decide_case, name="decide_case"),
    path("cases/<uuid:case>/serve/", acts.serve_document, name="serve_document"),
    path("cases/<uuid:case>/prepare-publication/", publish.prepare, name="prepare_publication"),
    path("cases/<uuid:case>/release-publication/", publish.release, name="publish_decision"),
    path("cases/<uuid:case>/withdraw-publication/", acts.withdraw_publication, name="withdraw_publication"),
    path("cases/<uuid:case>/record-performance/", acts.record_performance, name="record_performance"),
    path("cases/<uuid:case>/close/", acts.close_case, name="close_case"),
]
