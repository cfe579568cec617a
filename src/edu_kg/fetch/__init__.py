"""Pages over HTTP: politely, within bounds, and kept on disk.

The only place that speaks to the network. Nothing here knows what stands on a page.
"""

from edu_kg.fetch.fetcher import Fetcher, NotModified
from edu_kg.fetch.options import CONTACT, FetchOptions, Mirror, Validators, options_for
from edu_kg.fetch.pages import PageStore
from edu_kg.fetch.services import ServiceClient

__all__ = [
    "CONTACT",
    "FetchOptions",
    "Fetcher",
    "Mirror",
    "NotModified",
    "PageStore",
    "ServiceClient",
    "Validators",
    "options_for",
]
