"""Pages over HTTP: politely, within bounds, and kept on disk.

The only place that speaks to the network. Nothing here knows what stands on a page.
"""

from edu_kg.fetch.credentials import Credentials, find_credentials
from edu_kg.fetch.endpoints import EndpointClient
from edu_kg.fetch.fetcher import Fetcher, NotModified
from edu_kg.fetch.options import CONTACT, FetchOptions, Mirror, Validators, options_for
from edu_kg.fetch.pages import PageStore
from edu_kg.fetch.services import ServiceClient

__all__ = [
    "CONTACT",
    "Credentials",
    "EndpointClient",
    "FetchOptions",
    "Fetcher",
    "Mirror",
    "NotModified",
    "PageStore",
    "ServiceClient",
    "Validators",
    "find_credentials",
    "options_for",
]
