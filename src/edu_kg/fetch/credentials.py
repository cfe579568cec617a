"""Who asks: a name and a password from the environment or ~/.netrc, told only when asked for."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_netrc_auth

from edu_kg.errors import ForbiddenAddress
from edu_kg.fetch.addresses import names_inside

USER_VARIABLE = "EDU_KG_STORE_USER"
PASSWORD_VARIABLE = "EDU_KG_STORE_PASSWORD"  # noqa: S105  # the name of a variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A name and its password, which no text of this object shows."""

    user: str
    password: str = field(repr=False)


def find_credentials(
    address: str, environment: Mapping[str, str] = os.environ
) -> Credentials | None:
    """The credentials for a server: of the environment, else of the host's line in netrc.

    The file is ~/.netrc, or the one that the variable NETRC names. None where neither has any.
    """
    user, password = environment.get(USER_VARIABLE), environment.get(PASSWORD_VARIABLE)
    if user and password is not None:
        return Credentials(user=user, password=password)
    found = get_netrc_auth(address)
    return None if found is None else Credentials(user=found[0], password=found[1])


class AnsweringChallenges(HTTPDigestAuth):
    """Says who asks by the scheme that the server wants: Digest before Basic.

    Basic sends the password itself, so it goes over https, or to this machine or network only.
    """

    def __init__(self, credentials: Credentials) -> None:
        super().__init__(credentials.user, credentials.password)
        self._credentials = credentials
        self._basic: HTTPBasicAuth | None = None

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        """Prepare the request to answer a challenge, or answer the one that is known."""
        if self._basic is not None:
            return self._basic(r)  # type: ignore[no-any-return]
        prepared: requests.PreparedRequest = super().__call__(r)  # type: ignore[no-untyped-call]
        return prepared

    def handle_401(self, r: requests.Response, **kwargs: Any) -> requests.Response:
        """The answer to the same request, with what the server asked for.

        Raises ForbiddenAddress where the password would have to cross the Internet in the clear.
        """
        offered = r.headers.get("www-authenticate", "").lower()
        if r.status_code != requests.codes.unauthorized or "digest" in offered:
            digested: requests.Response = super().handle_401(r, **kwargs)  # type: ignore[no-untyped-call]
            return digested
        if "basic" not in offered or "Authorization" in r.request.headers:
            return r
        address = str(r.request.url)
        if not address.startswith("https:") and not names_inside(address):
            r.close()
            raise ForbiddenAddress(
                address, "it wants the password in the clear; use its https address"
            )
        self._basic = HTTPBasicAuth(
            self._credentials.user.encode(), self._credentials.password.encode()
        )
        r.content  # noqa: B018  # read, so that the connection can be used again
        r.close()
        answered = self._basic(r.request.copy())
        response: requests.Response = r.connection.send(answered, **kwargs)
        return response
