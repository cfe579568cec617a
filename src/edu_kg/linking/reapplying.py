"""Decisions made with one state of the graph, carried over to another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from edu_kg.model import Authority, LinkDecision, Linking
from edu_kg.text import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What holds of the linkings in a graph as it stands now.

    ``linkings`` hold the decisions under today's ids. ``lost`` are links whose body is not there
    any more, nor one body that alone bears its name; ``disputed`` are links of bodies that became
    one, and contradict each other. Neither of them holds, and both are kept on file.
    """

    linkings: tuple[Linking, ...] = ()
    lost: tuple[LinkDecision, ...] = ()
    disputed: tuple[LinkDecision, ...] = ()


def apply_linkings(linkings: Iterable[Linking], names: Mapping[str, Iterable[str]]) -> Applied:
    """The linkings for a graph whose bodies, by id, have these names.

    A decision goes by the body's id. If that is gone, it goes to the one body that has its name;
    if several have it or none, it is lost.
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    for body, its_names in names.items():
        for name in its_names:
            by_name[name_key(name)].add(body)
    lost: list[LinkDecision] = []
    disputed: list[LinkDecision] = []
    applied: list[Linking] = []
    for linking in linkings:
        found: dict[str, list[LinkDecision]] = defaultdict(list)
        for decision in linking.decisions:
            today = _body_today(decision, names, by_name)
            if today is not None:
                found[today].append(replace(decision, body=today))
            elif decision.target is not None:
                lost.append(decision)
        kept: list[LinkDecision] = []
        for _, same in sorted(found.items()):
            linked = [decision for decision in same if decision.target is not None]
            if len({decision.target for decision in linked}) > 1:
                disputed.extend(linked)
            else:
                kept.append((linked or same)[0])
        applied.append(Linking(authority=linking.authority, decisions=tuple(kept)))
    return Applied(linkings=tuple(applied), lost=tuple(lost), disputed=tuple(disputed))


def put_linking(linkings: Iterable[Linking], new: Linking) -> tuple[Linking, ...]:
    """The linkings with the new one in the place of that with the same authority, by name."""
    kept: dict[str, Linking] = {linking.authority.name: linking for linking in linkings}
    kept[new.authority.name] = new
    return tuple(linking for _, linking in sorted(kept.items()))


def _body_today(
    decision: LinkDecision, names: Mapping[str, Iterable[str]], by_name: Mapping[str, set[str]]
) -> str | None:
    if decision.body in names:
        return decision.body
    same = by_name.get(name_key(decision.name), set())
    return next(iter(same)) if len(same) == 1 else None


def describe(authority: Authority) -> str:
    """An authority in a few words: its name and which file or service that was.

    >>> describe(Authority(name="ror.org", source="dump.json", digest="ab" * 32, records=7))
    'ror.org (dump.json, 7 records, sha256 abababababab)'
    """
    parts = [authority.source]
    if authority.records:
        parts.append(f"{authority.records} records")
    if authority.digest:
        parts.append(f"sha256 {authority.digest[:12]}")
    return f"{authority.name} ({', '.join(parts)})"
