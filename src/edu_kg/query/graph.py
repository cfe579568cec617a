"""A built graph, opened for reading."""

import enum
import re
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from edu_kg.errors import GraphInvalid, QueryParameterError
from edu_kg.graph import BASE, entity_iri, runs_graph, short_id
from edu_kg.model import EventType, Iri, Rows
from edu_kg.ontology import PREFIXES, NamedQuery, find_query
from edu_kg.query.cards import Card, read_card
from edu_kg.query.explanations import Explanation, read_explanation
from edu_kg.query.frames import frame_of, frame_query
from edu_kg.query.identity import IdentityAnswer, read_identity
from edu_kg.query.lookup import Lookup
from edu_kg.query.networks import build_network
from edu_kg.query.parameters import bound_values
from edu_kg.query.partners import Partners, read_partners
from edu_kg.query.references import FactParts, FoundEntity, only_one, read_entity, read_parts
from edu_kg.query.ties import NetworkKind, Ties, read_ties, years_of
from edu_kg.query.timelines import Office, find_offices, names_post
from edu_kg.query.timelines.reading import bodies_of, read_statements
from edu_kg.store import Answered, Asked, ReadableStore, RemoteStore, Store, check_ending

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from edu_kg.query.validation import OnPart, Validation

_ID = re.compile(r"(?:person|organization|place)/[^\s<>\"{}|\\^`]+")
_Choice = TypeVar("_Choice", bound=enum.StrEnum)


class Graph:
    """A knowledge graph that can be asked, shown and exported.

    >>> from edu_kg.store import Store
    >>> Graph(Store.in_memory()).query("SELECT ?x WHERE { ?x a edu:Event }").columns
    ('x',)
    """

    def __init__(self, store: ReadableStore) -> None:
        self._store = store
        self._lookup = Lookup(self._ask)
        self._answered: dict[str, Rows] = {}

    @classmethod
    def open(cls, output: Path | str = "output") -> "Graph":
        """The graph that ``ingest`` built in that output folder, as it stands now.

        Raises:
            StoreNotFound: there is none yet.
            StoreError: it is damaged.
        """
        return cls(Store.on_disk(Path(output) / "store"))

    @classmethod
    def on_server(cls, address: str) -> "Graph":
        """The graph on the SPARQL 1.1 server at that address, asked anew each time.

        The name and password of a user, where it wants one, come from the environment
        (EDU_KG_STORE_USER, EDU_KG_STORE_PASSWORD) or from netrc.

        Raises:
            ForbiddenAddress: it is no http(s) address, or names a user.
        """
        # Whoever reads a folder need not wait for what speaks HTTP.
        from edu_kg.fetch import EndpointClient, find_credentials  # noqa: PLC0415

        return cls(RemoteStore(EndpointClient(address, find_credentials(address))))

    @classmethod
    def at(cls, state: Path) -> "Graph":
        """The graph in a folder that ``readable_state`` gave.

        Raises StoreError where it is gone or damaged.
        """
        return cls(Store.on_disk(state))

    def serialized(self, asked: Asked) -> Answered:
        """The answer to a SPARQL query as bytes of a media type, within bounds.

        Raises:
            QuerySyntaxError: the query does not parse, is an update, or asks another server.
            AnswerTooLarge: the answer is beyond the bounds.
            UnknownFormat: an answer of this kind cannot be written in what was asked for.
        """
        return self._store.serialized(asked, PREFIXES)

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph of that IRI."""
        return iri in self._store.graph_names()

    def query(self, sparql: str) -> Rows:
        """The answer to a SPARQL query over the union of all named graphs.

        A query that names graphs with FROM is answered from these.

        The common prefixes are known. ASK gives one row; CONSTRUCT and DESCRIBE give a row a
        triple.

        Raises:
            QuerySyntaxError: the query does not parse, is an update, or asks another server.
        """
        return self._store.query(sparql, PREFIXES)

    def run(self, name: str, /, **parameters: str) -> Rows:
        """The answer to a named query; values are bound, never pasted into its text.

        Raises:
            QueryNotFound: there is no query of that name.
            QueryParameterError: a parameter is unknown, missing or of the wrong type, or a name
                is nobody's.
        """
        query = find_query(name)
        choices = bound_values(query, parameters, self._lookup.bearers)
        # A name that several entities bear asks once for each of them.
        answers = [
            self._store.query(query.sparql, PREFIXES, dict(zip(choices, values, strict=True)))
            for values in product(*choices.values())
        ]
        return _joined(query, answers)

    def cards(self, name: str) -> list[Card]:
        """All persons, bodies and places of that name or other name, most told first."""
        cards = [read_card(self.run, iri) for iri in self._lookup.entities(name)]
        return sorted(cards, key=lambda card: (-len(card.facts), card.iri))

    def explain(self, fact: str) -> Explanation:
        """What the fact of that IRI, id or beginning of an id says, and what it rests on.

        ``membership/3f2a…`` is an id; ``3f2a`` is enough, if no other fact's digits begin so.

        Raises:
            FactNotFound: there is none.
            AmbiguousFact: several begin so.
        """
        return read_explanation(self._ask, self._lookup.fact(fact))

    def parts(self, fact: str) -> FactParts:
        """What the fact of that IRI, id or beginning of an id is made of.

        Raises what ``explain`` raises.
        """
        return read_parts(self._ask, self._lookup.fact(fact))

    def entity(self, name: str) -> FoundEntity:
        """The person, body or place of that name, id or IRI.

        Raises:
            EntityNotFound: there is none.
            AmbiguousEntity: several have the name; the error gives their ids.
        """
        # An id is tried first: no name has the form of one.
        given = Iri(entity_iri(short_id(name))) if _ID.fullmatch(short_id(name)) else None
        by_id = None if given is None else read_entity(self._ask, given)
        iris = self._lookup.entities(name)
        found = [by_id] if by_id is not None else [read_entity(self._ask, iri) for iri in iris]
        return only_one(name, filter(None, found), self.similar_names(name))

    def offices(
        self, name: str, *, title: str | None = None
    ) -> tuple[tuple[Office, ...], str | None]:
        """The timelines of a body's posts, or of the posts of a person, whose IRI comes with them.

        With ``title`` only those of that post: "president" is no vice president.

        Raises:
            QueryParameterError: nobody and nothing has that name.
        """
        found: dict[tuple[str, str], Office] = {}
        person = None
        for entity in self._lookup.bearers(name):
            own, is_person = self.offices_of(entity)
            person = entity if is_person else person
            found.update({(o.organization, o.post): o for o in own})
        wanted = (o for o in found.values() if title is None or names_post(title, o.post))
        return tuple(sorted(wanted, key=lambda o: (o.organization_name, o.post))), person

    def offices_of(self, iri: str) -> tuple[tuple[Office, ...], bool]:
        """The timelines of the posts of the body of that IRI; or of a person, which is told."""
        own = find_offices(read_statements(self._ask, iri))
        if own:
            return own, False
        bodies = bodies_of(self._ask, iri)
        at = [o for body in bodies for o in find_offices(read_statements(self._ask, body))]
        held = tuple(o for o in at if any(term.person == iri for term in o.terms))
        return held, bool(held)

    def why(self, first: str, second: str) -> IdentityAnswer:
        """Whether two names, or ids of entities, stand for one thing, and what was decided on them.

        Raises:
            QueryParameterError: nobody and nothing has such a name or id.
        """
        return read_identity(self._ask, self._lookup.meant(first), self._lookup.meant(second))

    def similar_names(self, name: str) -> list[str]:
        """Names in the graph that are close to this one, closest first."""
        return self._lookup.similar_names(name)

    def frame(self, kind: str) -> "pd.DataFrame":
        """A table of facts, a row for each and its article, with the words that state it.

        There are "roles", "events", "participations", "representation", "relations", "entities"
        and "articles".

        Raises:
            FrameNotFound: there is no such table.
            MissingExtra: pandas is not installed.
        """
        return frame_of(self.query(frame_query(kind)))

    def network(
        self, kind: str = "co-signing", years: int | tuple[int, int] | range | None = None
    ) -> "nx.Graph[str] | nx.DiGraph[str]":
        """A network of persons and bodies, over all facts or those dated in some years.

        ``kind`` is "co-signing", "co-attendance", "representation", "cooperation" or "offices";
        ``years`` is one year, the first and the last of several, or a range.

        Raises:
            QueryParameterError: there is no such network.
            MissingExtra: networkx is not installed.
        """
        return build_network(self.ties(kind, years))

    def ties(
        self,
        kind: str = "co-signing",
        years: int | tuple[int, int] | range | None = None,
        event_type: str | None = None,
    ) -> Ties:
        """The same as plain values, and where wanted of one type of event ("Signing") alone.

        Raises:
            QueryParameterError: there is no such network, or no such type of event.
        """
        wanted = _one_of(NetworkKind, kind, "network")
        sort = None if event_type is None else _one_of(EventType, event_type, "type of event")
        return read_ties(self._ask_once, wanted, years_of(years), sort)

    def partners(
        self, body: str | None = None, years: int | tuple[int, int] | range | None = None
    ) -> Partners:
        """With whom the body of that IRI signs and works; the one with most, where none is given.

        ``Partners.body`` is None where it has no partners.
        """
        return read_partners(self._ask_once, body, years_of(years))

    def export(
        self,
        file: Path | str,
        *,
        runs: bool = False,
        force: bool = False,
        on_part: "OnPart | None" = None,
    ) -> int:
        """Write the graph to a .nq, .trig, .ttl or .jsonld file (or .gz); gives the statements.

        Without ``runs``, when and from where pages were fetched is left out, and the same pages
        give the same bytes. The graph is validated first, as ``validate`` does it, unless
        ``force`` is given.

        Raises:
            GraphInvalid: the graph violates its shapes; nothing was written.
            UnknownFormat: the ending names no such format.
            StoreError: the file cannot be written.
        """
        check_ending(Path(file))
        if not force:
            wrong = [v for v in self.validate(on_part=on_part).violations if not v.is_warning]
            if wrong:
                raise GraphInvalid([str(violation) for violation in wrong])
        leaving_out = () if runs else (runs_graph(),)
        return self._here.dump(Path(file), PREFIXES, leaving_out=leaving_out)

    def validate(
        self, *, workers: int = 1, again: bool = False, on_part: "OnPart | None" = None
    ) -> "Validation":
        """What violates the shapes, article by article, so that memory does not grow.

        Parts of the graph that conformed before and did not change are not looked at again,
        unless ``again`` is given. With ``workers``, as many processes share the rest.
        """
        # rdflib and pySHACL take a quarter of a second to import, and only this needs them.
        from edu_kg.query.stamps import Stamps  # noqa: PLC0415
        from edu_kg.query.validation import validate_store  # noqa: PLC0415

        store = self._here
        folder = store.folder
        stamps = None if folder is None else Stamps(folder.parent / "validation.json")
        return validate_store(store, stamps=stamps, again=again, workers=workers, on_part=on_part)

    @cached_property
    def _here(self) -> Store:
        """The store itself, or all of ours that a server holds, copied into memory.

        To look at each node: what a folder gives in no time, one by one a server gives in hours.
        """
        store = self._store
        if isinstance(store, Store):
            return store
        others = [name for name in store.graph_names() if not name.startswith(BASE)]
        return Store.in_memory(store.quads(leaving_out=others))

    def _ask(self, sparql: str, /, **bindings: Iri) -> Rows:
        return self._store.query(sparql, PREFIXES, bindings)

    def _ask_once(self, sparql: str) -> Rows:
        """The answer to one of the few queries over all facts; whatever is chosen of it comes next.

        A graph is read in one state, and of 10,000 articles the ties alone take seconds.
        """
        if sparql not in self._answered:
            self._answered[sparql] = self.query(sparql)
        return self._answered[sparql]

    def about(self, sparql: str, it: str) -> Rows:
        """The answer to a query of ours with its variable ``?it`` bound to an IRI.

        Raises QuerySyntaxError where the query does not parse.
        """
        return self._ask(sparql, it=Iri(it))


def _one_of(known: type[_Choice], given: str, what: str) -> _Choice:
    try:
        return known(given)
    except ValueError:
        raise QueryParameterError(
            given, f"no {what} {given!r}; there are {', '.join(known)}"
        ) from None


def _joined(query: NamedQuery, answers: list[Rows]) -> Rows:
    """The rows of all answers, each once, without the columns of parameters."""
    hidden = {parameter.name for parameter in query.parameters}
    columns = answers[0].columns
    shown = [i for i, column in enumerate(columns) if column not in hidden]
    kept = dict.fromkeys(
        tuple(row[i] for i in shown) for answer in answers for row in answer.values
    )
    return Rows(tuple(columns[i] for i in shown), tuple(kept))
