"""Names of the pages about files."""

from django.urls import path

from cases.views import assignment, case, contact, inbox, listing, milestones, notices, recovery, report

app_name = "cases"

urlpatterns = [
    path("", listing.cases, name="list"),
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
]
