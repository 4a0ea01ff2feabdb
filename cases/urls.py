"""Names of the pages about files."""

from django.urls import path

from cases.views import (
    assignment,
    case,
    contact,
    exceptions,
    inbox,
    listing,
    milestones,
    notices,
    recovery,
    report,
    saved,
    worklist,
)

app_name = "cases"

urlpatterns = [
    path("", listing.cases, name="list"),
    path("werklijst/", worklist.worklist, name="worklist"),
    path("werklijst/bewaren/", saved.save_view, name="save_view"),
    path("werklijst/bewaard/<int:view_id>/weghalen/", saved.remove_view, name="remove_view"),
    path("ziek-melden/", report.pick, name="report"),
    path("ziek-melden/<int:employee_id>/", report.report, name="report_employee"),
    path("berichten/", notices.inbox, name="notices"),
    path("berichten/<int:notice_id>/", notices.open_notice, name="notice"),
    path("<int:case_id>/", case.detail, name="detail"),
    path("<int:case_id>/herstel/", recovery.report_recovery, name="recovery"),
    path("<int:case_id>/ontvangen/", inbox.accept, name="accept"),
    path("<int:case_id>/inschatting/", inbox.triage, name="triage"),
    path("<int:case_id>/ontzorgmanager/", assignment.assign, name="assign"),
    path("<int:case_id>/contact/", contact.log_contact, name="contact"),
    path("<int:case_id>/stappen/<str:key>/", milestones.record_step, name="record_step"),
    path("<int:case_id>/stappen/<str:key>/niet-nodig/", exceptions.waive_step, name="waive_step"),
    path("<int:case_id>/stappen/<str:key>/toch-nodig/", exceptions.undo_waiver, name="undo_waiver"),
    path("<int:case_id>/stappen/<str:key>/<int:occurrence>/oorzaak/", exceptions.name_delay, name="name_delay"),
]
