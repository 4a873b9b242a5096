"""Addresses of what people do in communities; all of them take POST only."""

from django.urls import path

from communities import views

app_name = "communities"

urlpatterns = [
    path("<slug:key>/beitreten/", views.join, name="join"),
    path("<slug:key>/anfragen/", views.ask_to_join, name="ask"),
    path("<slug:key>/verlassen/", views.leave, name="leave"),
    path("<slug:key>/aushang/", views.post_notice, name="post_notice"),
    path("anfrage/<int:number>/", views.decide, name="decide"),
    path("aushang/<int:number>/zuruecknehmen/", views.withdraw_notice, name="withdraw_notice"),
]
