"""Bodies of the graph found in authorities such as ROR, with reasons; "not there" is an answer."""

from edu_kg.linking.authorities import parse_record, read_records
from edu_kg.linking.deciding import decide_all, link_to_file
from edu_kg.linking.reapplying import Applied, apply_linkings, describe, put_linking
from edu_kg.linking.reconciliation import (
    PROPERTIES,
    Asking,
    decide_on_answers,
    parse_manifest,
    parse_results,
    query_batches,
)

__all__ = [
    "PROPERTIES",
    "Applied",
    "Asking",
    "apply_linkings",
    "decide_all",
    "decide_on_answers",
    "describe",
    "link_to_file",
    "parse_manifest",
    "parse_record",
    "parse_results",
    "put_linking",
    "query_batches",
    "read_records",
]
