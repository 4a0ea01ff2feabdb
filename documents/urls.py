"""Names of the pages about documents."""

from django.urls import path

from documents.views import (
    analysis,
    attachments,
    envelope,
    income,
    own_data,
    plan,
    preparation,
    reading,
    rendition,
    signing,
    treatment,
    vault,
)

app_name = "documents"

urlpatterns = [
    path("dossier/<int:case_id>/probleemanalyse/", analysis.problem_analysis, name="problem_analysis"),
    path("dossier/<int:case_id>/plan-van-aanpak/", plan.plan, name="plan"),
    path("dossier/<int:case_id>/stuk-toevoegen/", attachments.add, name="add_attachment"),
    path("stuk/<int:attachment_id>/", attachments.take, name="attachment"),
    path("stuk/<int:attachment_id>/terugnemen/", attachments.withdraw, name="withdraw_attachment"),
    path("inkomen/<int:calculation_id>/pdf/", income.pdf, name="income"),
    path("dossier/<int:case_id>/gesprek/<str:talk>/pdf/", preparation.pdf, name="preparation"),
    path("dossier/<int:case_id>/medisch/", vault.vault, name="vault"),
    path("dossier/<int:case_id>/medisch/afschrift/", vault.copy, name="vault_copy"),
    path("dossier/<int:case_id>/medisch/aantekening/", vault.write, name="note"),
    path("dossier/<int:case_id>/medisch/aantekening/<int:note_id>/", vault.correct, name="correct_note"),
    path("opdracht/<int:intervention_id>/medisch/", treatment.reports, name="treatments"),
    path("opdracht/<int:intervention_id>/medisch/<int:report_id>/", treatment.correct, name="correct_treatment"),
    path("dossier/<int:case_id>/medisch/voor-uwv/", envelope.draft, name="envelope"),
    path("dossier/<int:case_id>/medisch/voor-uwv/<int:information_id>/tekenen/", envelope.sign, name="sign_envelope"),
    path("dossier/<int:case_id>/medisch/voor-uwv/<int:information_id>/geven/", envelope.give, name="give_envelope"),
    path("dossier/<int:case_id>/medisch/voor-uwv/<int:information_id>/pdf/", envelope.pdf, name="envelope_pdf"),
    path("mijn-gegevens/", own_data.own_data, name="own_data"),
    path("mijn-gegevens/kopie/<int:copy_id>/", own_data.take, name="take_copy"),
    path("<int:document_id>/", reading.detail, name="detail"),
    path("<int:document_id>/voorleggen/", plan.propose, name="propose"),
    path("<int:document_id>/terugnemen/", plan.withdraw, name="withdraw"),
    path("<int:document_id>/ondertekenen/", signing.sign, name="sign"),
    path("<int:document_id>/niet-ondertekenen/", signing.refuse, name="refuse"),
    path("<int:document_id>/voortgang/", rendition.rendition, name="rendition"),
    path("<int:document_id>/pdf/", rendition.pdf, name="pdf"),
    path("<int:document_id>/opnieuw-maken/", rendition.retry, name="retry"),
]
