"""What an asker gives for the parameters of a named query, as values to bind."""

import re
from collections.abc import Callable, Mapping

from edu_kg.errors import QueryParameterError
from edu_kg.model import Iri
from edu_kg.ontology import NamedQuery, ParameterType, QueryParameter

_YEAR = re.compile(r"[0-9]{4}")
# RFC 3987, section 2.2, less what SPARQL forbids between < and >.
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+')

FindEntities = Callable[[str], tuple[Iri, ...]]


def bound_values(
    query: NamedQuery, given: Mapping[str, str], find_entities: FindEntities
) -> dict[str, tuple[str, ...]]:
    """For each parameter given, the values it may mean: one, or the entities of a name.

    Raises:
        QueryParameterError: one is unknown, missing, or not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in sorted(given):
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryParameterError(
                query.name, f"{query.name} has no parameter {name!r}; {takes}"
            )
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryParameterError(
                query.name,
                f"{query.name} needs {parameter.name}, {parameter.description}; "
                f"give {parameter.name}=VALUE",
            )
    return {name: _values(known[name], given[name], find_entities) for name in sorted(given)}


def _values(parameter: QueryParameter, value: str, find_entities: FindEntities) -> tuple[str, ...]:
    if parameter.type is ParameterType.NAME:
        return find_entities(value)
    if parameter.type is ParameterType.YEAR:
        if not _YEAR.fullmatch(value):
            raise _misfit(parameter, value, "is no year; give four digits")
        return (value,)
    if parameter.type is ParameterType.IRI:
        if not _IRI.fullmatch(value):
            raise _misfit(parameter, value, "is no absolute IRI; give one such as urn:x:y")
        return (Iri(value),)
    if not value.isprintable():
        raise _misfit(parameter, value, "holds characters that cannot be printed; leave them out")
    return (value.lower(),)


def _misfit(parameter: QueryParameter, value: str, problem: str) -> QueryParameterError:
    return QueryParameterError(parameter.name, f"{parameter.name}: {value!r} {problem}")
