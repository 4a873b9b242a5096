"""Any web client may read Integreat's addresses: they hold only what everybody may see, and know no cookie."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

#: Below it lie the addresses of cms/api/integreat/urls.py.
PREFIX = "/integreat/"
#: Seconds for which browsers need not ask again whether they may.
_MAY_ASK_FOR = "86400"


def open_to_all_origins(get_response: GetResponse) -> GetResponse:
    """Allow every origin there, on errors and on 304 too, and answer the browser's question beforehand."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match, If-Modified-Since"
            response["Access-Control-Max-Age"] = _MAY_ASK_FOR
        else:
            response = get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        return response

    return middleware
