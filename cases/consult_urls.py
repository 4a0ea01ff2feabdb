"""Names of the pages about questions to the bedrijfsarts and talks with him."""

from django.urls import path

from cases.views import consult_own, consult_plan, consults

app_name = "consults"
_TALK = "<int:case_id>/spreekuur/<int:appointment_id>"

urlpatterns = [
    path("<int:case_id>/spreekuur/", consults.overview, name="overview"),
    path("<int:case_id>/spreekuur/vraag/", consults.ask, name="ask"),
    path("<int:case_id>/spreekuur/vraag/<int:consult_id>/", consult_own.react, name="react"),
    path("<int:case_id>/spreekuur/vraag/<int:consult_id>/doorsturen/", consults.send, name="send"),
    path("<int:case_id>/spreekuur/vraag/<int:consult_id>/intrekken/", consults.withdraw, name="withdraw"),
    path("<int:case_id>/spreekuur/zelf/", consult_own.ask_talk, name="ask_talk"),
    path("<int:case_id>/spreekuur/plannen/", consult_plan.begin, name="begin"),
    path(f"{_TALK}/plannen/", consult_plan.plan, name="plan_wanted"),
    path(f"{_TALK}/verplaatsen/", consult_plan.move, name="move"),
    path(f"{_TALK}/afzeggen/", consult_plan.cancel, name="cancel"),
    path(f"{_TALK}/verloop/", consult_plan.outcome, name="outcome"),
    path(f"{_TALK}/reactie/", consult_own.reply, name="reply"),
]
