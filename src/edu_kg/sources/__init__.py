"""What the user gives, as work in order: site profiles, listings, files and records.

Whatever cannot be read comes as an `Unreadable` in its place, so that one bad file or page never
ends a run.
"""

from edu_kg.sources.files import read_record, read_source
from edu_kg.sources.listings import discover
from edu_kg.sources.profiles import find_site, mirrored, site_names, sites_by_host
from edu_kg.sources.unreadable import Unreadable

__all__ = [
    "Unreadable",
    "discover",
    "find_site",
    "mirrored",
    "read_record",
    "read_source",
    "site_names",
    "sites_by_host",
]
