"""Made-up bodies and records in the schema of ROR v2."""

from typing import Any

from edu_kg.linking import parse_record
from edu_kg.model import AuthorityRecord, Body, OrganizationKind


def ror(number: int, name: str, *, country: str = "KE", **given: Any) -> dict[str, Any]:
    """A record as ROR publishes it; ``city``, ``types``, ``labels`` … as keywords."""
    names = [{"value": name, "types": ["ror_display", "label"], "lang": given.get("lang", "en")}]
    for kind in ("label", "alias", "acronym"):
        names += [{"value": each, "types": [kind], "lang": None} for each in given.get(kind, ())]
    return {
        "id": f"https://ror.org/0made{number:04}",
        "names": names,
        "types": list(given.get("types", ("education",))),
        "status": given.get("status", "active"),
        "locations": [
            {
                "geonames_id": number,
                "geonames_details": {
                    "name": given.get("city", "Sendra"),
                    "country_code": country,
                    "country_name": "",
                    "country_subdivision_name": given.get("region"),
                },
            }
        ],
        "links": [
            {"type": "website", "value": given.get("site", f"https://www.b{number}.example/")}
        ],
        "domains": [],
        "external_ids": given.get("external_ids", []),
        "relationships": given.get("relationships", []),
        "established": 1970,
        "admin": {},
    }


def record(number: int, name: str, **given: Any) -> AuthorityRecord:
    return parse_record(ror(number, name, **given))


def body(
    name: str, kind: OrganizationKind | None = OrganizationKind.UNIVERSITY, **given: Any
) -> Body:
    return Body(id=f"organization/{name}", name=name, kind=kind, **given)
