"""Names of the pages about advice and the guarantee; they are reached as pages of the file."""

from django.urls import path

from documents.views import advice, advice_answer, advice_withdraw, guarantee, ledger

app_name = "ledger"

urlpatterns = [
    path("<int:case_id>/adviezen/", ledger.ledger, name="list"),
    path("<int:case_id>/adviezen/geven/", advice.give, name="give"),
    path("<int:case_id>/adviezen/<int:advice_id>/", advice_answer.answer, name="advice"),
    path("<int:case_id>/adviezen/<int:advice_id>/intrekken/", advice_withdraw.withdraw, name="withdraw"),
    path("<int:case_id>/garantie/", guarantee.guarantee, name="guarantee"),
]
