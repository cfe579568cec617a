"""What sort of body a name names, by its head words."""

import re

from edu_kg.model import OrganizationKind as Kind

# Tried in order; the first that matches decides. Words of the language, no names.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Kind.UNIT,
            r"^(?:the )?(?:school|faculty|department|division|section|office|secretariat|institute"
            r"|centre|center|college|library|unit|laboratory|chair|campus|branch) (?:of|for)\b"
            r"|\b(?:department|faculty|division|section|secretariat|office|unit|laboratory|lab"
            r"|library|bureau|branch|campus|directorate)$",
        ),
        (
            Kind.GOVERNMENT,
            r"\b(?:ministry|embassy|government|council of ministers|municipal|county"
            r"|parliament|senate|consulate|commission for|administration)\b",
        ),
        (Kind.UNIVERSITY, r"\b(?:university|universit\w+|polytechnic)\b"),
        (Kind.SCHOOL, r"\b(?:school|college|academy|conservatory|lyceum)\b"),
        (Kind.INTERGOVERNMENTAL, r"\b(?:Nations|intergovernmental|multilateral)\b"),
        (
            Kind.ASSOCIATION,
            r"\b(?:association|council|society|federation|league|alliance|network"
            r"|consortium|union|committee|forum|club|foundation)\b",
        ),
        (Kind.COMPANY, r"\b(?:company|co|ltd|limited|inc|corporation|group|gmbh|plc|bank)\b"),
        (Kind.MEDIA, r"\b(?:news|times|daily|press|television|radio|tv|agency|post|herald)\b"),
    )
)


def organization_kind(name: str) -> Kind:
    """The kind of body of that name; OTHER where its words do not say.

    >>> organization_kind("Lakeside Open University").value
    'university'
    >>> organization_kind("Faculty of Law").value
    'unit'
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), Kind.OTHER)
