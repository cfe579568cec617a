"""The claims of one article: dates and entities first, then what rests on them."""

from spacy.tokens import Doc

from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.learned.decoding import impression
from edu_kg.extraction.learned.engine import load_fact_engine
from edu_kg.extraction.learned.events import EventThresholds, decode_events
from edu_kg.extraction.learned.relations import RelationWeights, decode_relations
from edu_kg.extraction.learned.roles import RoleWeights, decode_roles
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.relations import find_relations
from edu_kg.extraction.roles import find_roles
from edu_kg.extraction.tenures import add_tenures
from edu_kg.model import Article, Claims


def extract_claims(article: Article, doc: Doc) -> Claims:
    """What the article states about persons, bodies and places, every fact with its sentence.

    ``doc`` is the spaCy Doc of ``article.text`` with parse, tags and entities. A trained network
    reads events; on roles and relations it decides together with rules.
    """
    reading = Reading(
        article=article,
        doc=doc,
        entities=find_entities(article, doc),
        dates=find_dates(article.text, article.published),
    )
    seen = impression(load_fact_engine(), reading)
    roles = decode_roles(seen, find_roles(reading), RoleWeights())
    events = decode_events(seen, roles, EventThresholds())
    return Claims(
        article_url=article.url,
        entities=reading.entities,
        dates=reading.dates,
        roles=add_tenures(reading, roles, events),
        events=events,
        relations=decode_relations(seen, find_relations(reading, events), RelationWeights()),
    )
