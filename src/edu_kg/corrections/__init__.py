"""What people say against what was read: a file of corrections, and what each of them changes."""

from edu_kg.corrections.drafting import Statement, draft_facts, draft_mentions
from edu_kg.corrections.entities import (
    CorrectedEntities,
    correct_entities,
    references_of,
)
from edu_kg.corrections.facts import correct_claims
from edu_kg.corrections.forgetting import forget_people, is_meant, mask_article
from edu_kg.corrections.masks import address_digest, digests_for, mask_names, name_digest
from edu_kg.corrections.parsing import parse_corrections, read_corrections
from edu_kg.corrections.writing import (
    append_correction,
    correction_toml,
    corrections_toml,
    what_it_does,
)

__all__ = [
    "CorrectedEntities",
    "Statement",
    "address_digest",
    "append_correction",
    "correct_claims",
    "correct_entities",
    "correction_toml",
    "corrections_toml",
    "digests_for",
    "draft_facts",
    "draft_mentions",
    "forget_people",
    "is_meant",
    "mask_article",
    "mask_names",
    "name_digest",
    "parse_corrections",
    "read_corrections",
    "references_of",
    "what_it_does",
]
