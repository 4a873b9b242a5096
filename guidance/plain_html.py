"""The text of a topic as HTML that needs nothing of this site: no classes, no drawings, no addresses without a host.

For apps that bring their own looks. Links in rich text are left as the database has them; `expanded` resolves those of
any number of texts together, with a fixed number of queries.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.rich_text import RichText, expand_db_html

from guidance.blocks.asking import in_readers_order

#: Stands between texts that are expanded together; no text has it, because editors' HTML is filtered.
_BETWEEN = "<!--between-->"
_NOTHING = SafeString("")


def plain_html(body: Iterable[Any]) -> str:
    """Return the parts of a page one after the other, labels in the active language, links not yet resolved."""
    drawn: list[str] = []
    is_below_heading = False
    for part in body:
        if part.block_type in _DRAWN:
            html = _DRAWN[part.block_type](part.value)
            # No level of headings is left out; editors' own HTML has none.
            drawn.append(html if is_below_heading else html.replace("h3>", "h2>"))
        is_below_heading = is_below_heading or part.block_type == "heading"
    return "".join(drawn)


def expanded(texts: list[str], *, host: str) -> list[str]:
    """Resolve the links of many texts at once and begin addresses without host with `host` ("https://…")."""
    html = expand_db_html(_BETWEEN.join(texts)).replace('href="/', f'href="{escape(host)}/')
    return html.split(_BETWEEN) if texts else []


def revision_html(since: date | None, language: str) -> str:
    """Return the sentence that a topic is being revised, in the reader's language; nothing if it is not."""
    if since is None:
        return ""
    with override(language):
        said = _("This page is being revised since %(day)s. Some of it may no longer be true.") % {
            "day": date_format(since, "DATE_FORMAT")
        }
    return format_html("<p><strong>{}</strong></p>", said)


def _rich(value: RichText | str | None) -> SafeString:
    source = value.source if isinstance(value, RichText) else value or ""
    return mark_safe(source)  # noqa: S308  filtered by Wagtail's editor when it was saved


def _line(text: str | None, tag: str = "p") -> SafeString:
    return format_html("<{tag}>{text}</{tag}>", tag=tag, text=text) if text else _NOTHING


def _german(text: str) -> SafeString:
    return format_html('<bdi lang="de">{}</bdi>', text)


def _steps(value: Any) -> SafeString:
    rows = ((item["title"], _rich(item["text"])) for item in value)
    return format_html("<ol>{}</ol>", format_html_join("", "<li><strong>{}</strong>{}</li>", rows))


def _need(value: Any) -> SafeString:
    rows = ((item["what"], format_html(" ({})", item["note"]) if item["note"] else "") for item in value)
    return format_html("<h3>{}</h3><ul>{}</ul>", _("You need"), format_html_join("", "<li>{}{}</li>", rows))


def _cost(value: Any) -> SafeString:
    return format_html("<h3>{}</h3><p>{}</p>{}", _("It costs"), value["amount"], _rich(value["text"]))


def _deadline(value: Any) -> SafeString:
    return format_html("<h3>{}</h3><p>{}</p>{}", _("Deadline"), value["when"], _rich(value["text"]))


def _eligible(value: Any) -> SafeString:
    return format_html("<h3>{}</h3><p>{}</p>{}", _("Who can get it"), value["who"], _rich(value["text"]))


def _form(value: Any) -> SafeString:
    name = format_html('<a href="{}">{}</a>', value.href, value["name"]) if value.href else value["name"]
    return format_html("<h3>{}</h3><p>{}</p>{}", _("Form"), name, _line(value["text"]))


def _contacts(value: Any) -> SafeString:
    return format_html(
        "<h3>{}</h3><ul>{}</ul>",
        _("Whom to ask"),
        format_html_join("", "<li>{}</li>", ((_contact(contact),) for contact in in_readers_order(value))),
    )


def _contact(contact: Any) -> SafeString:
    lines: list[str] = [format_html("<strong>{}</strong>", contact["name"])]
    if contact.spoken:
        lines.append(" · ".join(language.name for language in contact.spoken))
    if contact["number"]:
        lines.append(format_html('<bdi><a href="tel:{}">{}</a></bdi>', contact.dialled, contact["number"]))
    if contact["email"]:
        lines.append(format_html('<bdi><a href="mailto:{0}">{0}</a></bdi>', contact["email"]))
    if contact["text"]:
        lines.append(contact["text"])
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _where(value: Any) -> SafeString:
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in (value["address"] or "").splitlines()))
    address = format_html('<p><bdi lang="de">{}</bdi></p>', lines) if lines else _NOTHING
    hours = format_html("<p>{} {}</p>", _("Open:"), value["hours"]) if value["hours"] else _NOTHING
    link = format_html('<p><a href="{0}">{1}</a></p>', value["url"], value.host) if value["url"] else _NOTHING
    return format_html("<h3>{}</h3>{}{}{}{}", value["name"], address, hours, _rich(value["text"]), link)


def _phone(value: Any) -> SafeString:
    number = format_html('<bdi><a href="tel:{}">{}</a></bdi>', value.dialled, value["number"])
    return format_html("<p><strong>{}</strong>: {}</p>{}", value["name"], number, _line(value["text"]))


def _letter(value: Any) -> SafeString:
    said = _NOTHING
    if value["say"]:
        said = format_html("<p>{} {}</p>{}", _("You can say:"), _german(value["say"]), _line(value["say_meaning"]))
    return format_html(
        "<p>{}: <strong>{}</strong></p>{}{}",
        _("On the letter it says"),
        _german(value["word"]),
        _line(value["meaning"]),
        said,
    )


def _links(value: Any) -> SafeString:
    rows = ((item["url"], item["label"], format_html(": {}", item["text"]) if item["text"] else "") for item in value)
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a>{}</li>', rows))


def _notice(label: Callable[[], str]) -> Callable[[Any], SafeString]:
    return lambda value: format_html("<p><strong>{}</strong></p>{}", label(), _rich(value))


_DRAWN: Mapping[str, Callable[[Any], SafeString]] = {
    "steps": _steps,
    "eligible": _eligible,
    "need": _need,
    "form": _form,
    "contacts": _contacts,
    "cost": _cost,
    "deadline": _deadline,
    "where": _where,
    "phone": _phone,
    "letter": _letter,
    "links": _links,
    "summary": _line,
    "heading": lambda value: _line(value, "h2"),
    "text": _rich,
    "warning": _notice(lambda: _("Warning")),
    "tip": _notice(lambda: _("Good to know")),
}
