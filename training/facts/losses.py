"""The losses of the fact network, article by article: facts are of entities, not of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn import functional

from edu_kg.extraction.learned.labels import (
    BEHALF_CHANNEL,
    DATE_CHANNEL,
    EVENT_TYPES,
    MANNERS,
    PAIR_CHANNELS,
    PLACE_CHANNEL,
    PREDICATES,
    STANDS_CHANNEL,
    WORD_CHANNELS,
)

if TYPE_CHECKING:
    from training.facts.net import FactScores

_LOW = -1e4


def owners(lesson: dict[str, Any]) -> tuple[Tensor, Tensor]:
    """Give which mentions belong to each entity, and to each date: [owner, mention]."""
    mentions = lesson["article"]["mentions"]
    entities = torch.zeros(len(lesson["kinds"]), len(mentions), dtype=torch.bool)
    count = 1 + max((m["owner"] for m in mentions if m["kind"] == "date"), default=-1)
    dates = torch.zeros(count, len(mentions), dtype=torch.bool)
    for number, mention in enumerate(mentions):
        (dates if mention["kind"] == "date" else entities)[mention["owner"], number] = True
    return entities, dates


def pool(scores: Tensor, owner: Tensor) -> Tensor:
    """Give [..., owner] from [..., mention]: the log of the sum over an owner's mentions."""
    return torch.logsumexp(scores[..., None, :].masked_fill(~owner, _LOW), -1)


def article_losses(scores: FactScores, n: int, lesson: dict[str, Any]) -> dict[str, Tensor]:
    """Give each head's loss for article `n` of a batch."""
    size = len(lesson["article"]["words"])
    entities, dates = owners(lesson)
    mentions = entities.size(1)
    by_word = scores.word_mentions[n, :, :size, :mentions].float()
    losses = {
        "triggers": _triggers(scores.events[n, :size].float(), lesson),
        "titles": _titles(scores.titles[n, :size].float(), lesson),
    }
    if mentions == 0 or not lesson["kinds"]:
        return losses
    pairs = scores.pairs[n, :, :mentions, :mentions].float()
    of_entities = pool(pool(pairs, entities).transpose(-1, -2), entities).transpose(-1, -2)
    losses["relations"] = _relations(of_entities, lesson)
    losses |= _holders(scores.title_mentions[n, :, :size, :mentions].float(), entities, lesson)
    losses |= _events(by_word, of_entities, entities, dates, lesson)
    return losses


def _triggers(scores: Tensor, lesson: dict[str, Any]) -> Tensor:
    target = torch.zeros(len(scores), dtype=torch.long)
    names = [t.value.lower() for t in EVENT_TYPES]
    for event in lesson["events"]:
        target[event["trigger"]] = 1 + names.index(event["type"])
    return functional.cross_entropy(scores, target, reduction="sum", label_smoothing=0.01) / 8


def _titles(scores: Tensor, lesson: dict[str, Any]) -> Tensor:
    target = torch.zeros(len(scores), dtype=torch.long)
    for role in lesson["roles"]:
        target[role["start"] : role["end"]] = 2
        target[role["start"]] = 1
    return functional.cross_entropy(scores, target, reduction="sum", label_smoothing=0.01) / 16


def _holders(scores: Tensor, entities: Tensor, lesson: dict[str, Any]) -> dict[str, Tensor]:
    kinds = lesson["kinds"]
    people = [n for n, kind in enumerate(kinds) if kind == "person"]
    bodies = [n for n, kind in enumerate(kinds) if kind == "organization"]
    held: dict[tuple[int, int], dict[str, set[int | None]]] = {}
    for role in lesson["roles"]:
        entry = held.setdefault((role["start"], role["end"]), {"people": set(), "bodies": set()})
        entry["people"].add(role["person"])
        entry["bodies"].add(role["organization"])
    zero = scores.sum() * 0
    holder, body = zero, zero
    for (start, end), entry in sorted(held.items()):
        pooled = pool(scores[:, start:end].mean(1), entities)
        if people:
            target = torch.tensor([float(p in entry["people"]) for p in people])
            holder = holder + functional.binary_cross_entropy_with_logits(
                pooled[0, people], target, reduction="sum"
            )
        if -1 in entry["bodies"]:
            continue
        logits = torch.cat([torch.zeros(1), pooled[1, bodies]])
        right = [
            0 if b is None else 1 + bodies.index(b)
            for b in entry["bodies"]
            if b is None or b in bodies
        ]
        if right:
            body = body - torch.logsumexp(logits.log_softmax(0)[sorted(right)], 0)
    return {"holders": holder / 4, "bodies": body / 4}


def _relations(pairs: Tensor, lesson: dict[str, Any]) -> Tensor:
    kinds = lesson["kinds"]
    bodies = torch.tensor([k == "organization" for k in kinds])
    places = torch.tensor([k == "place" for k in kinds])
    names = [p.value for p in PREDICATES]
    count = len(kinds)
    target = torch.zeros(len(names), count, count)
    allowed = (bodies[:, None] & bodies[None, :])[None].repeat(len(names), 1, 1)
    allowed[names.index("locatedIn")] = (bodies | places)[:, None] & places[None, :]
    for subject, predicate, other in lesson["relations"]:
        target[names.index(predicate), subject, other] = 1
        if predicate == "cooperatesWith":
            target[names.index(predicate), other, subject] = 1
    allowed &= ~torch.eye(count, dtype=torch.bool)
    loss = functional.binary_cross_entropy_with_logits(
        pairs[: len(names)][allowed], target[allowed], reduction="sum"
    )
    return loss / 4


def _events(
    by_word: Tensor, pairs: Tensor, entities: Tensor, dates: Tensor, lesson: dict[str, Any]
) -> dict[str, Tensor]:
    kinds = lesson["kinds"]
    agents = [n for n, kind in enumerate(kinds) if kind != "place"]
    bodies = [n for n, kind in enumerate(kinds) if kind == "organization"]
    places = [n for n, kind in enumerate(kinds) if kind == "place"]
    manners = [m.value.lower() for m in MANNERS]
    channel = {name: number for number, name in enumerate(WORD_CHANNELS)}
    zero = by_word.sum() * 0
    losses = dict.fromkeys(("manners", "dates", "places", "stands", "behalf"), zero)
    for event in lesson["events"]:
        scores = by_word[:, event["trigger"]].mean(1)
        pooled = pool(scores, entities)
        if agents:
            logits = torch.cat([torch.zeros(1, len(agents)), pooled[: len(manners), agents]]).T
            said = {int(k): 1 + manners.index(v) for k, v in event["participants"].items()}
            target = torch.tensor([said.get(a, 0) for a in agents])
            loss = functional.cross_entropy(logits, target, reduction="sum", label_smoothing=0.01)
            losses["manners"] = losses["manners"] + loss / 4
        if event["dates"] is not None and len(dates):
            logits = torch.cat([torch.zeros(1), pool(scores[channel[DATE_CHANNEL]], dates)])
            right = [1 + d for d in event["dates"]] or [0]
            losses["dates"] = losses["dates"] - torch.logsumexp(logits.log_softmax(0)[right], 0)
        if places:
            logits = torch.cat([torch.zeros(1), pooled[channel[PLACE_CHANNEL], places]])
            right = [1 + places.index(event["place"])] if event["place"] in places else [0]
            losses["places"] = losses["places"] - logits.log_softmax(0)[right].sum() / 2
        for person in event["participants"]:
            if kinds[int(person)] != "person" or not bodies:
                continue
            body = event["behalf"].get(person)
            stands = torch.tensor(float(body is not None))
            losses["stands"] = losses["stands"] + functional.binary_cross_entropy_with_logits(
                pooled[channel[STANDS_CHANNEL], int(person)], stands
            )
            if body in bodies:
                row = pairs[PAIR_CHANNELS.index(BEHALF_CHANNEL), int(person), bodies]
                losses["behalf"] = losses["behalf"] - row.log_softmax(0)[bodies.index(body)]
    return losses
