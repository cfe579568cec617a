"""Every term the graph uses, in closed vocabularies: a misspelt one fails where it is written."""

from types import MappingProxyType


class Vocabulary:
    """The terms of one namespace that this project uses.

    >>> ORG.Membership
    'http://www.w3.org/ns/org#Membership'
    >>> ORG.Membersip
    Traceback (most recent call last):
    AttributeError: no term 'Membersip' of http://www.w3.org/ns/org# is in use
    """

    __slots__ = ("_terms", "namespace")

    def __init__(self, namespace: str, names: str) -> None:
        self.namespace = namespace
        self._terms = {name: namespace + name for name in names.split()}

    def __getattr__(self, name: str) -> str:
        try:
            return self._terms[name]
        except KeyError:
            raise AttributeError(f"no term {name!r} of {self.namespace} is in use") from None

    def __getitem__(self, name: str) -> str:
        return self._terms[name]

    def __contains__(self, iri: object) -> bool:
        return iri in self._terms.values()

    @property
    def iris(self) -> tuple[str, ...]:
        """All terms, sorted."""
        return tuple(sorted(self._terms.values()))


EDU = Vocabulary(
    "https://w3id.org/edu-kg/ontology#",
    "Event Participation Relation Evidence Correction Tombstone EventTypes Manners Factualities"
    " Signing Meeting Visit Conference Ceremony Launch Award Appointment"
    " Signatory Party Host Speaker Visitor Recipient Presenter Founded Attendee"
    " Happened Announced"
    " mentionedIn title eventType factuality event participant participatesAs onBehalfOf"
    " signsOnBehalfOf subject predicate object evidence rule dateFoundIn alsoAt"
    " pageSha256 textSha256 correctionKind outcome removed"
    " attestedOn formerOn designateOn tenureEvidence"
    " subOrganizationOf cooperatesWith locatedIn successorOf memberOf organizationKind"
    " Link Authority linkOf linkedTo linkOutcome linkScore speaksFor speaksAgainst authority"
    " fileSha256 IdentityDecision IdentityReason IdentityOutcomes Merged KeptApart"
    " compares comparedName decided score settledBy reasonFor reasonAgainst reasonText weight",
)
"""Terms of our own, defined in ontology/edu-kg.ttl."""

SCHEMA = Vocabulary(
    "https://schema.org/",
    "NewsArticle Person Organization Place CollegeOrUniversity EducationalOrganization"
    " GovernmentOrganization Corporation NewsMediaOrganization"
    " name url headline datePublished inLanguage author publisher startDate endDate location"
    " about dateCreated description identifier sameAs",
)
ORG = Vocabulary(
    "http://www.w3.org/ns/org#",
    "Membership Role OrganizationalUnit FormalOrganization member organization role",
)
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    "Entity actedOnBehalfOf wasDerivedFrom specializationOf generatedAtTime value used"
    " wasInfluencedBy",
)
OA = Vocabulary(
    "http://www.w3.org/ns/oa#",
    "Annotation SpecificResource TextQuoteSelector TextPositionSelector"
    " hasTarget hasSource hasSelector exact start end",
)
SKOS = Vocabulary("http://www.w3.org/2004/02/skos/core#", "Concept prefLabel altLabel exactMatch")
RDF = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "string anyURI date gYearMonth gYear dateTime integer nonNegativeInteger boolean decimal double"
    " float",
)

PREFIXES = MappingProxyType(
    {
        "edu": EDU.namespace,
        "schema": SCHEMA.namespace,
        "org": ORG.namespace,
        "prov": PROV.namespace,
        "skos": SKOS.namespace,
        "oa": OA.namespace,
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "time": "http://www.w3.org/2006/time#",
        "rdf": RDF.namespace,
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": XSD.namespace,
        "foaf": "http://xmlns.com/foaf/0.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "sh": "http://www.w3.org/ns/shacl#",
    }
)
"""Prefixes every query may use without declaring them."""


def shorten(iri: str) -> str:
    """The IRI as its prefix and local name, where one of ``PREFIXES`` fits.

    >>> shorten("http://www.w3.org/ns/oa#exact"), shorten("urn:x")
    ('oa:exact', 'urn:x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
