"""Proposals of projects, and contacts."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from projects.enums import ConsentSource, ProposalState
from projects.models import PermanentIdentifier, ProjectContact, ProjectPage, Proposal

#: What a proposal needs before it can be sent, and something more, screen by screen.
WRITTEN: dict[str, dict[str, Any]] = {
    "about": {"title": "Nähcafé am Ring", "summary": "Frauen nähen und lernen Deutsch.", "language": "de"},
    "where": {"town_1_name": "Köln (05315000)", "town_1_role": "site"},
    "whom": {"field": "language", "further_fields": ["health"], "target_groups": ["women"], "languages": ["ar", "de"]},
    "carrier": {"carrier": "Nadelöhr e. V.", "carrier_type": "association", "partner_1_name": "Caritas"},
    "time": {"start": "09.2021", "is_ongoing": True, "status": "running"},
    "means": {
        "staff_fte": "1,5", "volunteers": "0", "participants": "40",
        "funding_1_funder": "Stadt Köln", "funding_1_amount": "12.000", "funding_1_year": "2023",
    },
    "story": {"process": "Zweimal in der Woche.\n\nMit <b>Kinderbetreuung</b>.", "lessons": "Tee hilft."},
    "results": {"evaluation": "internal", "indicator_1_name": "Teilnehmerinnen", "indicator_1_value": "40,5"},
    "files": {"link_1_url": "https://www.example.org/", "link_1_title": "Website"},
    "contact": {
        "name": "Nadia Nadel", "role": "Leitung", "email": "nadia@example.org", "phone": "0221 123",
        "name_is_public": True, "consents": True,
    },
}  # fmt: skip


class ProposalFactory(DjangoModelFactory):
    """A draft in which everything needed is written; `ProposalFactory(author=…, submitted=True)` was sent."""

    class Meta:
        model = Proposal

    class Params:
        submitted = factory.Trait(state=ProposalState.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now))

    language = "de"
    data = factory.LazyFunction(lambda: {key: dict(kept) for key, kept in WRITTEN.items()})
    title = factory.LazyAttribute(lambda proposal: proposal.data.get("about", {}).get("title", ""))


class ContactFactory(DjangoModelFactory):
    """A contact who agreed in 2026 and made nothing public: `ContactFactory(page=…, email_is_public=True)`."""

    class Meta:
        model = ProjectContact

    class Params:
        page: ProjectPage | None = None

    record = factory.LazyAttribute(
        lambda contact: PermanentIdentifier.objects.get(translation_key=contact.page.translation_key)
    )
    name = factory.Sequence(lambda number: f"Kontakt {number}")
    email = factory.Sequence(lambda number: f"kontakt{number}@example.org")
    role = "Leitung"
    organisation = "Nadelöhr e. V."
    phone = "0221 987654"
    consented_on = factory.LazyFunction(timezone.localdate)
    consent_until = factory.LazyAttribute(lambda contact: date(contact.consented_on.year + 3, 1, 31))
    consent_source = ConsentSource.LETTER


def somebody(name: str = "Paula Pate", **fields: Any) -> User:
    """Make a person who proposes."""
    return User.objects.create_user(
        f"{name.split(maxsplit=1)[0].lower()}@example.org", "a-long-password", display_name=name, **fields
    )
