"""Names of the pages about one's own account."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [path("<slug:form>/<int:about_id>/", views.draft, name="draft")]
