"""IRIs of everything the graph speaks of, minted from normalised arguments.

The same arguments give the same IRI in every run; nothing here depends on order or time.
"""

from urllib.parse import quote, unquote

from edu_kg.model import EventClaim, Quote
from edu_kg.text import digest, fold_words

BASE = "https://w3id.org/edu-kg/id/"
_SAFE = "/-._~"


def entities_graph() -> str:
    """The named graph of all entities' types and names."""
    return f"{BASE}graph/entities"


def runs_graph() -> str:
    """The named graph of when and from where pages were fetched."""
    return f"{BASE}graph/runs"


def corrections_graph() -> str:
    """The named graph of the corrections that were applied."""
    return f"{BASE}graph/corrections"


def tombstones_graph() -> str:
    """The named graph of what was removed."""
    return f"{BASE}graph/tombstones"


def correction_iri(identifier: str) -> str:
    """The IRI of a correction, by its id."""
    return f"{BASE}correction/{quote(identifier, safe='')}"


def tombstone_iri(removed: str) -> str:
    """The IRI of the tombstone of what was removed: an article's address, a person's rule."""
    return f"{BASE}tombstone/{digest(removed)}"


def decisions_graph() -> str:
    """The named graph of who was taken for whom, and why."""
    return f"{BASE}graph/decisions"


def decision_iri(decision_id: str) -> str:
    """The IRI of a decision on two names."""
    return BASE + decision_id


def reason_iri(decision_id: str, feature: str) -> str:
    """The IRI of one reason of a decision."""
    return f"{BASE}{decision_id}/{feature}"


def article_iri(url: str) -> str:
    """The IRI of the article at that address."""
    return f"{BASE}article/{digest(url)}"


def article_graph(url: str) -> str:
    """The named graph of all that one article states."""
    return f"{BASE}graph/article/{digest(url)}"


def is_article_graph(graph: str) -> bool:
    """Whether the named graph is that of an article."""
    return graph.startswith(f"{BASE}graph/article/")


def entity_iri(entity_id: str) -> str:
    """The IRI of a person, body or place."""
    return BASE + quote(entity_id, safe=_SAFE)


def entity_id(iri: str) -> str:
    """The id of the person, body or place of that IRI.

    >>> entity_id(entity_iri("place/são-tomé-b9d46cc685"))
    'place/são-tomé-b9d46cc685'
    """
    return unquote(iri.removeprefix(BASE))


def short_id(iri: str) -> str:
    """The IRI without what all IRIs of this project begin with.

    >>> short_id("https://w3id.org/edu-kg/id/place/dar-es-salaam-b9d46cc685")
    'place/dar-es-salaam-b9d46cc685'
    """
    return iri.removeprefix(BASE)


def role_iri(title: str) -> str:
    """The IRI of the concept of a post, whoever holds it: one for all spellings of its title."""
    words = fold_words(title)
    return f"{BASE}role/{quote('-'.join(words[:6]))}-{digest(*words)[:8]}"


def membership_iri(person: str, title: str, organization: str | None) -> str:
    """The IRI of a person's post at a body; every article that states it shares it."""
    return f"{BASE}membership/{digest(person, *fold_words(title), organization or '')}"


def relation_iri(subject: str, predicate: str, object_: str) -> str:
    """The IRI of a relation between two bodies; every article that states it shares it."""
    return f"{BASE}relation/{digest(subject, predicate, object_)}"


def event_iri(url: str, event: EventClaim) -> str:
    """The IRI of an event of one article: known by all that is said of it, in any order."""
    parts = sorted(f"{p.entity} {p.manner} {p.on_behalf_of or ''}" for p in event.participants)
    places = sorted(f"{words.start}-{words.end}" for words in event.evidence)
    said = (event.start, event.end, event.place, event.about)
    return f"{BASE}event/" + digest(
        url, event.type, event.factuality, *(str(value or "") for value in said), *parts, *places
    )


def participation_iri(event: str, entity: str, manner: str, behalf: str | None) -> str:
    """The IRI of somebody's part in an event."""
    return f"{BASE}participation/{digest(event, entity, manner, behalf or '')}"


def evidence_iri(url: str, words: Quote) -> str:
    """The IRI of some words of an article; every fact that rests on them shares it."""
    return f"{BASE}evidence/{digest(url, str(words.start), str(words.end))}"
