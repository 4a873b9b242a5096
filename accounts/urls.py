"""Addresses of the account page; those of sign-in stand beside them, see cms/urls.py."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("profil/", views.edit_profile, name="edit_profile"),
    path("ueberall-abmelden/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("zugriffsschluessel/neu/", views.create_token, name="create_token"),
    path("zugriffsschluessel/<int:token_id>/widerrufen/", views.revoke_token, name="revoke_token"),
    path("meine-daten.json", views.export, name="export"),
    path("loeschen/", views.delete, name="delete"),
]
