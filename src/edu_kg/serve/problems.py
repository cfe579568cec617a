"""What went wrong, told over HTTP (RFC 9457)."""

import json
from http import HTTPStatus

from starlette.responses import Response

_RETRY_AFTER = "5"  # seconds


class Problem(Exception):
    """A request that is answered with a status that is no success."""

    def __init__(self, status: int, detail: str, allow: str | None = None) -> None:
        self.status = status
        self.detail = detail
        self.allow = allow
        super().__init__(detail)


def problem_response(problem: Problem) -> Response:
    """The problem as JSON: title, status, and a sentence with the next step."""
    told = {
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    headers = {"X-Content-Type-Options": "nosniff"}
    if problem.status == 503:
        headers["Retry-After"] = _RETRY_AFTER
    if problem.allow is not None:
        headers["Allow"] = problem.allow
    return Response(
        json.dumps(told, ensure_ascii=False) + "\n",
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )
