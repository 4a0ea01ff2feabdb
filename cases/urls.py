"""Names of the pages about files."""

from django.urls import path

from cases.views import (
    assignment,
    build_up,
    case,
    contact,
    exceptions,
    holds,
    hours,
    inbox,
    listing,
    looked,
    milestones,
    notices,
    policy_steps,
    report,
    retention,
    saved,
    worklist,
)
from cases.views.changes import leaves, pages, recorded

app_name = "cases"

urlpatterns = [
    path("", listing.cases, name="list"),
    path("werklijst/", worklist.worklist, name="worklist"),
    path("werklijst/bewaren/", saved.save_view, name="save_view"),
    path("werklijst/bewaard/<int:view_id>/naam/", saved.rename_view, name="rename_view"),
    path("werklijst/bewaard/<int:view_id>/weghalen/", saved.remove_view, name="remove_view"),
    path("ziek-melden/", report.pick, name="report"),
    path("ziek-melden/<int:employee_id>/", report.report, name="report_employee"),
    path("berichten/", notices.inbox, name="notices"),
    path("berichten/<int:notice_id>/", notices.open_notice, name="notice"),
    path("bewaartermijnen/", retention.retention, name="retention"),
    path("afspraken/<int:step_id>/", policy_steps.policy_step, name="policy_step"),
    path("<int:case_id>/", case.detail, name="detail"),
    path("<int:case_id>/inzage/", looked.looks, name="looks"),
    path("<int:case_id>/herstel/", pages.change, {"key": "herstel"}, name="recovery"),
    path("<int:case_id>/wijzigen/", pages.changes, name="changes"),
    path("<int:case_id>/wijzigen/<str:key>/", pages.change, name="change"),
    path("<int:case_id>/verlof/<int:leave_id>/", leaves.change_leave, name="change_leave"),
    path("<int:case_id>/verlof/<int:leave_id>/intrekken/", leaves.withdraw_leave, name="withdraw_leave"),
    path("<int:case_id>/vastgelegd/<int:fact_id>/intrekken/", recorded.withdraw, name="withdraw_fact"),
    path("<int:case_id>/vastgelegd/<int:fact_id>/einde/", recorded.end, name="end_fact"),
    path("<int:case_id>/ontvangen/", inbox.accept, name="accept"),
    path("<int:case_id>/inschatting/", inbox.triage, name="triage"),
    path("<int:case_id>/ontzorgmanager/", assignment.assign, name="assign"),
    path("<int:case_id>/bewaren/", holds.hold, name="hold"),
    path("<int:case_id>/bewaren/<int:hold_id>/einde/", holds.lift, name="lift_hold"),
    path("<int:case_id>/uren/", hours.hours, name="hours"),
    path("<int:case_id>/uren/weghalen/", hours.remove_hours, name="remove_hours"),
    path("<int:case_id>/opbouwschema/", build_up.propose, name="build_up"),
    path("<int:case_id>/opbouwschema/<int:schedule_id>/", build_up.answer, name="build_up_answer"),
    path("<int:case_id>/contact/", contact.log_contact, name="contact"),
    path("<int:case_id>/stappen/<str:key>/", milestones.record_step, name="record_step"),
    path("<int:case_id>/stappen/<str:key>/niet-nodig/", exceptions.waive_step, name="waive_step"),
    path("<int:case_id>/stappen/<str:key>/toch-nodig/", exceptions.undo_waiver, name="undo_waiver"),
    path("<int:case_id>/stappen/<str:key>/<int:occurrence>/oorzaak/", exceptions.name_delay, name="name_delay"),
]
