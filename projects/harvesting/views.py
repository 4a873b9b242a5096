"""The door for harvesters."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from cms.core.languages import SOURCE_LANGUAGE
from projects.exporting.answers import root_url
from projects.harvesting import documents
from projects.harvesting.asking import Asked, read
from projects.harvesting.errors import OaiError
from projects.harvesting.records import earliest, one_record, part_of_list

#: Errors about the arguments themselves: the answer must not repeat them.
_WITHOUT_ARGUMENTS = ("badVerb", "badArgument")


@csrf_exempt  # nothing is changed, and programs that ask by POST have no form of ours
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester by OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html)."""
    url = request.build_absolute_uri(request.path)
    parameters = dict((request.POST if request.method == "POST" else request.GET).lists())
    with override(SOURCE_LANGUAGE):
        root = _answer(request, url, parameters)
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _answer(request: HttpRequest, url: str, parameters: dict[str, list[str]]) -> etree._Element:
    arguments: dict[str, str] = {}
    try:
        asked = read(parameters)
        arguments = dict(asked.arguments)
        root = documents.envelope(url, arguments)
        _fill(root, asked, request, url)
    except OaiError as error:
        if not arguments and error.code not in _WITHOUT_ARGUMENTS:
            arguments = {name: values[0] for name, values in parameters.items()}
        root = documents.envelope(url, arguments)
        documents.add_error(root, error)
    return root


def _fill(root: etree._Element, asked: Asked, request: HttpRequest, url: str) -> None:
    site = root_url(request)
    local = documents.local_part(asked.identifier)
    match asked.verb:
        case "Identify":
            documents.add_identity(root, url, earliest())
        case "ListMetadataFormats":
            if asked.identifier:
                one_record(local, root_url=site)
            documents.add_formats(root)
        case "ListSets":
            if "resumptionToken" in asked.arguments:
                raise OaiError("badResumptionToken", "The list of sets is given at once.")
            documents.add_sets(root)
        case "GetRecord":
            documents.add_record(root, asked, one_record(local, root_url=site))
        case _:
            headers_only = asked.verb == "ListIdentifiers"
            documents.add_list(root, asked, part_of_list(asked, root_url=site, headers_only=headers_only))
