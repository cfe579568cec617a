"""How the parts of the read side ask a graph: a query, and what its variables are bound to."""

from typing import Protocol

from edu_kg.model import Iri, Rows


class Ask(Protocol):
    """Runs a query with some variables bound."""

    def __call__(self, sparql: str, /, **bindings: Iri) -> Rows:
        """The answer about what was bound."""
