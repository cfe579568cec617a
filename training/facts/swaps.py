"""Other names in the same text: what a network must read is the language around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

Words = tuple[str, ...]


def collect_names(lessons: Sequence[dict[str, Any]]) -> dict[str, list[Words]]:
    """Give the full names of all entities, by kind."""
    found: dict[str, set[Words]] = {}
    for lesson in lessons:
        for kind, names in _names(lesson).values():
            full = max(names, key=len)
            if len(full) > 1 or kind == "place":
                found.setdefault(kind, set()).add(full)
    return {kind: sorted(names) for kind, names in found.items()}


def swap_names(
    lesson: dict[str, Any], pool: Mapping[str, Sequence[Words]], share: float, rng: random.Random
) -> dict[str, Any]:
    """Give the lesson with a share of its entities under names from the pool."""
    forms: dict[tuple[int, Words], Words] = {}
    for owner, (kind, names) in sorted(_names(lesson).items()):
        if rng.random() >= share:
            continue
        renamed = _renamed(names, rng.choice(pool[kind])) if pool.get(kind) else None
        if renamed is not None:
            forms |= {(owner, old): new for old, new in renamed.items()}
    return _rewritten(lesson, forms)


def _names(lesson: dict[str, Any]) -> dict[int, tuple[str, set[Words]]]:
    article = lesson["article"]
    found: dict[int, tuple[str, set[Words]]] = {}
    for m in article["mentions"]:
        if m["is_name"] and m["kind"] != "date":
            words = tuple(article["words"][m["start"] : m["end"]])
            found.setdefault(m["owner"], (m["kind"], set()))[1].add(words)
    return found


def _renamed(names: set[Words], new: Words) -> dict[Words, Words] | None:
    """Give the new form of each old one; nothing where a form cannot be made."""
    full = max(sorted(names), key=len)
    forms = {full: new}
    for name in sorted(names - {full}):
        if len(name) == 1 and name[0] == full[-1] and len(new) > 1:
            forms[name] = new[-1:]
        elif len(name) == 1 and name[0] == full[0] and len(new) > 1:
            forms[name] = new[:1]
        elif len(name) == 1 and name[0].isupper() and len(name[0]) > 1:
            letters = "".join(w[0] for w in new if w[0].isupper())
            if len(letters) < 2:
                return None
            forms[name] = (letters,)
        else:
            return None
    return forms


def _rewritten(lesson: dict[str, Any], forms: Mapping[tuple[int, Words], Words]) -> dict[str, Any]:
    article = lesson["article"]
    words, kept = article["words"], _protected(lesson)
    at: dict[int, tuple[int, Words]] = {}
    covered: set[int] = set()
    for m in sorted(article["mentions"], key=lambda m: (m["start"] - m["end"], m["start"])):
        span = range(m["start"], m["end"])
        if covered.intersection(span):
            # Names inside names stay together as they are.
            continue
        covered.update(span)
        inner = [
            x
            for x in article["mentions"]
            if x is not m and x["start"] < m["end"] and m["start"] < x["end"]
        ]
        new = forms.get((m["owner"], tuple(words[m["start"] : m["end"]])))
        if (
            m["kind"] != "date"
            and m["is_name"]
            and new
            and not inner
            and not kept.intersection(span)
        ):
            at[m["start"]] = (m["end"], new)
    return _moved(lesson, at)


def _protected(lesson: dict[str, Any]) -> set[int]:
    kept = {w for e in lesson["events"] for w in e["trigger"]}
    return kept | {w for r in lesson["roles"] for w in range(r["start"], r["end"])}


def _moved(lesson: dict[str, Any], at: Mapping[int, tuple[int, Words]]) -> dict[str, Any]:
    """The lesson with the words from each place on up to an end replaced by others."""
    article = lesson["article"]
    words: list[str] = []
    gaps: list[int] = []
    deps: list[str] = []
    heads: list[tuple[str, int]] = []
    place: list[int] = []
    number = 0
    while number < len(article["words"]):
        end, new = at.get(number, (number + 1, (article["words"][number],)))
        first = len(words)
        place += [first] * (end - number)
        gaps += [article["gaps"][number], *[2] * (len(new) - 1)]
        # A name hangs where its old root hung; its other words hang flat on its first.
        root = _root(article["heads"], number, end)
        deps += [article["deps"][root], *["flat"] * (len(new) - 1)]
        heads += [("old", article["heads"][root]), *[("new", first)] * (len(new) - 1)]
        words += new
        number = end
    ends = {end: place[start] + len(new) for start, (end, new) in at.items()}
    moved = [place[head] if kind == "old" else head for kind, head in heads]

    def span(row: dict[str, Any]) -> dict[str, Any]:
        end = ends.get(row["end"], place[row["end"] - 1] + 1)
        return {**row, "start": place[row["start"]], "end": end}

    return {
        **lesson,
        "article": {
            **article,
            "words": words,
            "gaps": gaps,
            "heads": moved,
            "deps": deps,
            "sentences": [place[s] for s in article["sentences"]],
            "mentions": [span(m) for m in article["mentions"]],
        },
        "events": [{**e, "trigger": [place[w] for w in e["trigger"]]} for e in lesson["events"]],
        "roles": [span(r) for r in lesson["roles"]],
    }


def _root(heads: Sequence[int], start: int, end: int) -> int:
    outside = (n for n in range(start, end) if heads[n] == n or not start <= heads[n] < end)
    return next(outside, start)
