"""Where readers say whether a page helped, below each language."""

from django.urls import path

from guidance import feedback_views

app_name = "feedback"

urlpatterns = [
    path("", feedback_views.give, name="give"),
    path("<str:receipt>/", feedback_views.words, name="words"),
]
