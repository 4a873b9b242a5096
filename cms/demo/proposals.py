"""The demo's proposals, one sent and one begun, and two contacts; invented like everything else there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.access import Person
from accounts.models import User
from projects.enums import ConsentSource
from projects.models import PermanentIdentifier, ProjectContact, Proposal
from projects.models.contacts import CONSENT_HOLDS
from projects.proposing.services import begin_proposal, save_steps, submit_proposal
from projects.proposing.steps import STEP_BY_KEY

_SENT: dict[str, dict[str, Any]] = {
    "about": {
        "title": "Beispiel: Fahrradschule für Frauen",
        "subtitle": "Frauen lernen Rad fahren, in ihrer Sprache und unter sich",
        "summary": "In acht Wochen lernen Frauen, die nie auf einem Rad saßen, sicher durch die Stadt zu fahren.",
        "language": "de",
    },
    "where": {"town_1_name": "Krefeld (05114000)", "town_1_role": "site"},
    "whom": {
        "field": "sport", "further_fields": ["health"], "target_groups": ["women"], "languages": ["ar", "de", "tr"],
    },
    "carrier": {"carrier": "Musterverein Speichen e. V.", "carrier_type": "association"},
    "time": {"start": "04.2023", "is_ongoing": True, "status": "running"},
    "means": {"volunteers": 12, "participants": 60, "funding_1_funder": "Stadt Krefeld", "funding_1_amount": "8.500"},
    "story": {
        "need": "Viele Frauen im Viertel wären gern mobil, haben aber nie Rad fahren gelernt.",
        "process": "Zwei Nachmittage in der Woche auf dem Schulhof, danach gemeinsame Fahrten in die Stadt.",
        "lessons": "Die Fahrräder müssen danach bei den Frauen bleiben.",
    },
    "results": {"evaluation": "internal", "method": "Gespräche am Ende jedes Kurses"},
    "contact": {
        "name": "Mona Muster", "role": "Leitung", "email": "fahrradschule@example.org", "name_is_public": True,
        "consents": True,
    },
}  # fmt: skip
_BEGUN = {"about": {"title": "Beispiel: Lesepaten in der Grundschule", "language": "de"}}
#: Project of the demo (number of its identifier's source), and who can be asked about it.
_CONTACTS = (
    ("stadtteileltern", {
        "name": "Selin Beispiel", "role": "Koordination", "organisation": "Musterwerk Nachbarschaft gGmbH",
        "email": "stadtteileltern@example.org", "phone": "030 0000000", "name_is_public": True, "email_is_public": True,
    }, 30),
    ("schwimmen-lernen", {
        "name": "Boris Beispiel", "role": "Trainer", "organisation": "Musterverein", "email": "schwimmen@example.org",
        "name_is_public": True,
    }, 500),
)  # fmt: skip


def load(progress: Callable[[str], None]) -> None:
    """Make them once; what is there stays as it is."""
    progress("proposals")
    for name, content, is_sent in (("member", _SENT, True), ("visitor", _BEGUN, False)):
        author = User.objects.filter(email=f"{name}@example.org").first()
        if author is not None and not Proposal.objects.filter(author=author).exists():
            _propose(Person(author), content, is_sent=is_sent)
    for slug, about, days_ago in _CONTACTS:
        record = PermanentIdentifier.objects.filter(source="demo", source_identifier=slug).first()
        if record is not None:
            agreed_on = timezone.localdate() - timedelta(days=days_ago)
            ProjectContact.objects.get_or_create(
                record=record,
                email=about["email"],
                defaults={
                    **about,
                    "consented_on": agreed_on,
                    "consent_until": agreed_on + CONSENT_HOLDS,
                    "consent_source": ConsentSource.LETTER,
                    "reminded_at": timezone.now(),  # the demo writes to nobody
                },
            )


def _propose(by: Person, content: dict[str, dict[str, Any]], *, is_sent: bool) -> None:
    forms = {key: STEP_BY_KEY[key].form.of(kept) for key, kept in content.items()}
    for form in forms.values():
        form.is_valid()
    proposal = save_steps(begin_proposal(by=by, language="de"), forms, by=by)
    if is_sent:
        submit_proposal(proposal, by=by)
