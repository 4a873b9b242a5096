"""What is written to people who want to be told; in the language in which they asked."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from projects.addresses import list_address, project_address
from projects.alerts.links import confirm_url, end_url
from projects.asking import Question
from projects.models import ProjectPage
from projects.models.alerts import TIME_TO_CONFIRM, SearchAlert
from projects.summing_up import in_words


def ask_to_confirm(alert: SearchAlert, question: Question) -> None:
    """Write to the address whether it was really its owner who asked."""
    with override(alert.language):
        _send(
            alert,
            subject=_("Please confirm: news about projects"),
            template="projects/alerts/confirm.txt",
            search=in_words(question, alert.language),
            url=confirm_url(alert),
            days=TIME_TO_CONFIRM.days,
        )


def say_that_it_exists(alert: SearchAlert, question: Question) -> None:
    """Write to the address that it is told already, and how to end that."""
    with override(alert.language):
        _send(
            alert,
            subject=_("You get news about these projects already"),
            template="projects/alerts/exists.txt",
            search=in_words(question, alert.language),
        )


def tell(alert: SearchAlert, question: Question, projects: Sequence[ProjectPage], *, total: int) -> None:
    """Write about new projects.

    Args:
        alert: whom to.
        question: what they look for.
        projects: those that are named, the newest first.
        total: how many are new.
    """
    root = settings.SITE_URL.rstrip("/")
    with override(alert.language):
        subject = ngettext("%(number)s new project", "%(number)s new projects", total) % {"number": total}
        _send(
            alert,
            subject=subject,
            template="projects/alerts/news.txt",
            search=in_words(question, alert.language),
            projects=[
                {"title": page.title, "url": root + project_address(page.identifier, alert.language)}
                for page in projects
            ],
            total=total,
            further=total - len(projects),
            list_url=f"{root}{list_address(alert.language)}{question.address()}",
        )


def _send(alert: SearchAlert, *, subject: str, template: str, **context: object) -> None:
    end = end_url(alert)
    context = {"site": settings.SITE_NAME, "end_url": end, **context}
    # One click in the reader's own program ends it: RFC 8058.
    headers = {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(
        subject=f"{settings.SITE_NAME}: {subject}",
        body=render_to_string(template, context),
        to=[alert.email],
        headers=headers,
    ).send()
