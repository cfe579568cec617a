"""The values that flow between stages: frozen dataclasses, standard library only."""

from edu_kg.model.articles import Article, Page, Span
from edu_kg.model.claims import (
    Claims,
    DateMention,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Factuality,
    Manner,
    Mention,
    MentionForm,
    OrganizationKind,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
    RoleStatus,
)
from edu_kg.model.dates import Granularity, PartialDate
from edu_kg.model.facts import Entity, Facts, Resolution
from edu_kg.model.identity import Constraints, Designation, IdentityDecision, Outcome, Reason
from edu_kg.model.reports import Failure, RunReport, Skip
from edu_kg.model.rows import Iri, Rows, Value
from edu_kg.model.sites import Listing, Selectors, Site

__all__ = [
    "Article",
    "Claims",
    "Constraints",
    "DateMention",
    "Designation",
    "Entity",
    "EntityClaim",
    "EntityKind",
    "EventClaim",
    "EventType",
    "Facts",
    "Factuality",
    "Failure",
    "Granularity",
    "IdentityDecision",
    "Iri",
    "Listing",
    "Manner",
    "Mention",
    "MentionForm",
    "OrganizationKind",
    "Outcome",
    "Page",
    "PartialDate",
    "ParticipationClaim",
    "Predicate",
    "Quote",
    "Reason",
    "RelationClaim",
    "Resolution",
    "RoleClaim",
    "RoleStatus",
    "Rows",
    "RunReport",
    "Selectors",
    "Site",
    "Skip",
    "Span",
    "Value",
]
