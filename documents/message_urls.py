"""Names of the pages about messages; they are reached as pages of the file."""

from django.urls import path

from documents.views import messages

app_name = "messages"

urlpatterns = [
    path("<int:case_id>/berichten/", messages.threads, name="list"),
    path("<int:case_id>/berichten/nieuw/", messages.start, name="start"),
    path("<int:case_id>/berichten/<int:thread_id>/", messages.thread, name="thread"),
    path("<int:case_id>/berichten/bijlage/<int:message_id>/", messages.enclosure, name="enclosure"),
]
