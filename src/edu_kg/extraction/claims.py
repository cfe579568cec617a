"""The claims of one article: dates and entities first, then what rests on them."""

from spacy.tokens import Doc

from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.events import find_events
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.relations import find_relations
from edu_kg.extraction.roles import find_roles
from edu_kg.model import Article, Claims


def extract_claims(article: Article, doc: Doc) -> Claims:
    """What the article states about persons, bodies and places, every fact with its sentence.

    ``doc`` is the spaCy Doc of ``article.text`` with parse, tags and entities.
    """
    reading = Reading(
        article=article,
        doc=doc,
        entities=find_entities(article, doc),
        dates=find_dates(article.text, article.published),
    )
    roles = find_roles(reading)
    events = find_events(reading, roles)
    return Claims(
        article_url=article.url,
        entities=reading.entities,
        dates=reading.dates,
        roles=roles,
        events=events,
        relations=find_relations(reading, events),
    )
