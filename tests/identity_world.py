"""Articles made up to measure identity: who they speak of is known, and hard to see.

A world has people and bodies of many cultures, each under five and more name forms, as news writes
them: family name first or last, initials, middle names left out, other transliterations, hyphens,
accents gone, "Univ.", acronyms with and without dots, "University of X" beside "X University". Some
people bear the name of another person, some bodies share an acronym, some a name in another place.
Some people move from one body to another; some articles name a body by its acronym alone, some a
person without any body. Everything is drawn from a seed; the halves "tune" and "report" share no
part of a name.

The set is fair where a reader of all articles could tell who is meant: of two bodies of one name,
one article at least tells each one's town, of two of one acronym what each one's stands for.
Mentions that nobody could place are known as such.
"""

import random
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from identity_tellable import untold

from edu_kg.model import (
    Article,
    Claims,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    Mention,
    MentionForm,
    OrganizationKind,
    PartialDate,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
)

PARTS = Path(__file__).with_name("name_parts_for_identity.toml")
TITLES = (
    "president",
    "vice president",
    "rector",
    "dean",
    "director",
    "professor",
    "secretary-general",
)
COUNTRIES = ("Kenya", "Chile", "Norway", "Latvia", "Nepal", "Ghana", "Fiji")
TOPICS = (
    "distance education",
    "teacher training",
    "open licences",
    "joint degrees",
    "student exchange",
)


@dataclass(slots=True)
class Body:
    """A body: its id, the name forms that articles use, and where and of what it is."""

    id: str
    forms: list[str]
    acronym: str | None
    kind: OrganizationKind
    place: str
    land: str
    site: str
    country: str
    parent: "Body | None" = None
    is_namesake: bool = False
    is_acronym_shared: bool = False
    partners: list["Body"] = field(default_factory=list)


@dataclass(slots=True)
class Human:
    """A person: the forms of the name, and the posts held, one after the other."""

    id: str
    forms: list[str]
    posts: list[tuple[Body, str, int]]


@dataclass(frozen=True, slots=True)
class World:
    """Articles, their claims, and who is who: (article address, entity key) to true id."""

    articles: tuple[Article, ...]
    claims: tuple[Claims, ...]
    truth: dict[tuple[str, str], str]
    clashes: tuple[tuple[str, str], ...]
    untold: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything there is."""

    articles: int = 300
    people: int = 60
    bodies: int = 60
    name_clashes: int = 15
    acronym_clashes: int = 10


def make_world(half: str, seed: int, size: Size = Size()) -> World:
    """The world of a seed, of the names of one half ("tune" or "report")."""
    return _Maker(half, seed, size).world()


class _Maker:
    def __init__(self, half: str, seed: int, size: Size) -> None:
        self.rng = random.Random(f"{half} {seed}")
        parts = tomllib.loads(PARTS.read_text(encoding="utf-8"))[half]
        self.people_parts, self.body_parts = parts["people"], parts["bodies"]
        self.size = size
        self.taken: set[str] = set()
        self.clashes: list[tuple[str, str]] = []
        self.bodies: list[Body] = []
        self.humans: list[Human] = []
        self.introduced: set[str] = set()
        self.works_with: dict[str, set[str]] = defaultdict(set)
        self.twins: dict[str, str] = {}

    def world(self) -> World:
        self._make_bodies()
        self._make_people()
        articles, claims, truth = [], [], {}
        for number in range(self.size.articles):
            writer = _Writer(self, number)
            writer.write()
            articles.append(writer.article())
            claims.append(writer.claims())
            truth.update(writer.truth)
        unplaced = untold(claims, truth, self.bodies, self.humans)
        return World(tuple(articles), tuple(claims), truth, tuple(self.clashes), unplaced)

    # Bodies

    def _make_bodies(self) -> None:
        same_name = self.size.name_clashes // 4
        for number in range(self.size.acronym_clashes):
            self._acronym_clash(number)
        for number in range(same_name):
            self._seat_clash(number)
        makers = [
            self._university,
            self._university,
            self._university,
            self._ministry,
            self._firm,
            self._unit,
        ]
        while len(self.bodies) < self.size.bodies:
            maker = self.rng.choice(makers)
            body = maker()
            if body is not None:
                self.bodies.append(body)
        for body in self.bodies:
            others = [b for b in self.bodies if b is not body and b.parent is None]
            body.partners = self.rng.sample(others, min(4, len(others)))
            for partner in body.partners:
                self.works_with[body.id].add(partner.id)
                self.works_with[partner.id].add(body.id)
        for first, second in self.clashes:
            self.twins |= {first: second, second: first}

    def _place(self) -> str:
        """A place whose name no body has yet; a compound where all are used up."""
        for _ in range(200):
            place = str(self.rng.choice(self.body_parts["places"]))
            if self.rng.random() < 0.5 or f"p:{place}" in self.taken:
                place = (
                    f"{self.rng.choice(['New', 'North', 'East', 'Port', 'Saint', 'Upper'])} {place}"
                )
            if f"p:{place}" not in self.taken:
                self.taken.add(f"p:{place}")
                return place
        place = f"{self.rng.choice(self.body_parts['places'])} {len(self.taken)}"
        self.taken.add(f"p:{place}")
        return place

    def _new_body(
        self,
        forms: Sequence[str],
        acronym: str | None,
        kind: OrganizationKind,
        place: str,
        **more: Any,
    ) -> Body:
        number = len(self.bodies)
        site = f"news.body{number}.example"
        return Body(
            f"body-{number}",
            list(forms),
            acronym,
            kind,
            place,
            self.rng.choice(self.body_parts["lands"]),
            site,
            self.rng.choice(COUNTRIES),
            **more,
        )

    def _university(self) -> Body:
        place = self._place()
        return self._university_of(
            place, self.rng.choice(["of", "open", "normal", "technology", "plain"])
        )

    def _university_of(self, place: str, sort: str) -> Body:
        flat = _flat(place)
        forms = {
            "of": [
                f"University of {place}",
                f"Univ. of {place}",
                f"{place} University",
                f"the University of {place}",
            ],
            "open": [
                f"{place} Open University",
                f"Open University of {place}",
                f"{place} Open Univ.",
                f"The {place} Open University",
            ],
            "normal": [
                f"{place} Normal University",
                f"{place} Normal Univ.",
                f"the {place} Normal University",
                f"Normal University of {place}",
            ],
            "technology": [
                f"{place} University of Science and Technology",
                f"{place} University of Science & Technology",
                f"{place} Univ. of Science and Technology",
                f"the {place} University of Science and Technology",
            ],
            "plain": [
                f"{place} University",
                f"{place} Univ.",
                f"University of {place}",
                f"the {place} University",
            ],
        }[sort]
        acronym: str | None = "".join(
            w[0] for w in forms[0].replace("&", "").split() if w[0].isupper()
        )
        if acronym is None or acronym in self.taken:
            acronym = None
        else:
            self.taken.add(acronym)
        forms = [
            *forms,
            *([acronym, ".".join(acronym) + "."] if acronym else [flat and forms[0].upper()]),
        ]
        return self._new_body(forms, acronym, OrganizationKind.UNIVERSITY, place)

    def _ministry(self) -> Body | None:
        land = self.rng.choice(self.body_parts["lands"])
        field_ = self.rng.choice(
            ["Education", "Higher Education and Research", "Science", "Labour", "Culture"]
        )
        name = f"Ministry of {field_} of {land}"
        if name in self.taken:
            return None
        self.taken.add(name)
        forms = [
            name,
            f"the Ministry of {field_} of {land}",
            f"{land} Ministry of {field_}",
            f"Min. of {field_} of {land}",
            f"Ministry for {field_}, {land}",
        ]
        return self._new_body(forms, None, OrganizationKind.GOVERNMENT, land)

    def _firm(self) -> Body | None:
        name = f"{self.rng.choice(self.body_parts['firms'])} {self.rng.choice(['Learning', 'Media', 'Systems', 'Press'])}"
        if name in self.taken:
            return None
        self.taken.add(name)
        forms = [name, f"{name} Ltd", f"{name} Co., Ltd.", f"{name} Limited", f"{name} Inc."]
        return self._new_body(
            forms, None, OrganizationKind.COMPANY, self.rng.choice(self.body_parts["places"])
        )

    def _unit(self) -> Body | None:
        owners = [b for b in self.bodies if b.kind is OrganizationKind.UNIVERSITY]
        if not owners:
            return None
        owner = self.rng.choice(owners)
        unit = self.rng.choice(
            [
                "School of Law",
                "Faculty of Arts",
                "School of Foreign Languages",
                "Department of Physics",
                "Institute of Education",
            ]
        )
        if f"{owner.id} {unit}" in self.taken:
            return None
        self.taken.add(f"{owner.id} {unit}")
        full = owner.forms[0]
        forms = [f"{unit}, {full}", f"{full}'s {unit}", f"{unit} of {full}", f"{full} {unit}", unit]
        return self._new_body(forms, None, OrganizationKind.UNIT, owner.place, parent=owner)

    def _acronym_clash(self, number: int) -> None:
        """Two bodies of one acronym: Open University of C…, Ocean University of C…."""
        first, second = [
            ("Open", "Ocean"),
            ("National", "Northern"),
            ("Pedagogical", "Polytechnic"),
            ("Medical", "Maritime"),
            ("Agricultural", "Aviation"),
            ("Central", "Catholic"),
            ("Technical", "Teachers"),
            ("Eastern", "Electoral"),
            ("Royal", "Regional"),
            ("Science", "Sports"),
        ][number % 10]
        place = self._place()
        pair = []
        for word in (first, second):
            other = (
                place if number % 2 else place[0] + self.rng.choice(self.body_parts["places"])[1:]
            )
            other = other if word == second else place
            acronym = f"{word[0]}U{place[0]}"
            full = f"{word} University of {other}"
            forms = [
                full,
                f"the {full}",
                f"{word} Univ. of {other}",
                acronym,
                ".".join(acronym) + ".",
            ]
            self.taken.add(acronym)
            body = self._new_body(
                forms, acronym, OrganizationKind.UNIVERSITY, other, is_acronym_shared=True
            )
            self.bodies.append(body)
            pair.append(body.id)
        self.clashes.append((pair[0], pair[1]))

    def _seat_clash(self, number: int) -> None:
        """Two bodies of one name in two places."""
        name = [
            "Trinity College of Arts",
            "Union University",
            "National Open College",
            "Holy Cross University",
        ][number % 4]
        name = name if number < 4 else f"{name} No. {number}"
        pair = []
        for _ in range(2):
            place = self._place()
            forms = [name, f"the {name}", name.replace("University", "Univ."), name, name.upper()]
            body = self._new_body(forms, None, OrganizationKind.UNIVERSITY, place, is_namesake=True)
            self.bodies.append(body)
            pair.append(body.id)
        self.clashes.append((pair[0], pair[1]))

    # People

    def _make_people(self) -> None:
        clashing = self.size.name_clashes - self.size.name_clashes // 4
        cultures = sorted(self.people_parts)
        for number in range(self.size.people - clashing):
            self._new_person(cultures[number % len(cultures)])
        originals = self.rng.sample(self.humans, min(clashing, len(self.humans)))
        for original in originals:
            human = Human(f"person-{len(self.humans)}", list(original.forms), [])
            self._employ(human, avoiding=original)
            self.humans.append(human)
            self.clashes.append((original.id, human.id))

    def _new_person(self, culture: str) -> None:
        parts = self.people_parts[culture]
        family = given = middle = second = ""
        for attempt in range(500):
            family, given = self.rng.choice(parts["family"]), self.rng.choice(parts["given"])
            middle = self.rng.choice(parts.get("middle", [""]))
            second = self.rng.choice(parts.get("second", [""]))
            if attempt > 50:  # large worlds use up all combinations
                family = f"{family}{self.rng.choice(['son', 'ova', 'ek', 'ini', 'ram', 'dez', 'wala', 'kar', 'ides'])}"
                given = f"{given}{self.rng.choice(['', 'an', 'el', 'is', 'or'])}"
            if f"{family} {given}" not in self.taken and (
                attempt > 400 or f"{family} {given[0]}" not in self.taken
            ):
                break
        self.taken |= {f"{family} {given}", f"{family} {given[0]}"}
        forms = _forms_of(culture, family, given, middle, second)
        human = Human(f"person-{len(self.humans)}", forms, [])
        self._employ(human)
        self.humans.append(human)

    def _employ(self, human: Human, avoiding: Human | None = None) -> None:
        refused = set()
        if avoiding is not None:
            for body, _, _ in avoiding.posts:
                root = body.parent or body
                refused |= {root.id, self.twins.get(root.id, ""), *self.works_with[root.id]}
        choices = [b for b in self.bodies if (b.parent or b).id not in refused]
        body = self.rng.choice(choices)
        human.posts.append((body, self.rng.choice(TITLES), self.rng.randint(2005, 2015)))
        if avoiding is None and self.rng.random() < 0.15:
            after = self.rng.choice([b for b in choices if b is not body])
            human.posts.append(
                (after, self.rng.choice(TITLES), human.posts[0][2] + self.rng.randint(2, 6))
            )


class _Writer:
    """Writes one article: who meets, with which titles, by which names."""

    def __init__(self, maker: _Maker, number: int) -> None:
        self.maker, self.rng = maker, maker.rng
        self.number = number
        self.entities: list[EntityClaim] = []
        self.roles: list[RoleClaim] = []
        self.relations: list[RelationClaim] = []
        self.parts: list[ParticipationClaim] = []
        self.sentences: list[str] = []
        self.truth: dict[tuple[str, str], str] = {}
        self.keys: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self.url = ""

    def write(self) -> None:
        rng, maker = self.rng, self.maker
        human = (
            maker.humans[self.number % len(maker.humans)]
            if rng.random() < 0.8
            else rng.choice(maker.humans)
        )
        at = rng.randrange(len(human.posts))
        body, title, begin = human.posts[at]
        self.year = begin + rng.randint(0, 3)
        root = body.parent or body
        host = root.site if rng.random() < 0.6 else f"www.wire{rng.randrange(3)}.example"
        self.url = f"http://{host}/{self.number}"
        is_new = self._is_new(human, at)
        tied = rng.random() < 0.75 or is_new
        former = human.posts[at - 1] if at and (rng.random() < 0.7 or is_new) else None
        partner = rng.choice(root.partners) if rng.random() < 0.75 else None
        colleagues = self._colleagues(human, root, partner)
        self._note_doubtful((body, former and former[0], partner), (human, *colleagues))
        self._body(root)
        if body is not root:
            self._body(body)
        person = self._person(human)
        if tied:
            self._role(person, title, self.keys[body.id])
        if former is not None:
            self._former(person, former)
        if partner is not None:
            self._body(partner)
            self._relation(self.keys[root.id], Predicate.COOPERATES_WITH, self.keys[partner.id])
        for colleague in colleagues:
            self._colleague(colleague)
        self._places(root)
        self._introduce()
        self._event(person, self.keys[body.id], tied=tied)

    def _colleague(self, human: Human) -> None:
        key = self._person(human)
        at = next((i for i, post in enumerate(human.posts) if post[0].id in self.keys), None)
        if at is None:
            return
        is_new = self._is_new(human, at)
        if self.rng.random() < 0.7 or is_new:
            body, title, _ = human.posts[at]
            self._role(key, title, self.keys[body.id])
        if is_new:
            self._former(key, human.posts[at - 1])

    def _is_new(self, human: Human, at: int) -> bool:
        """Whether nothing was told yet of somebody at a later post: then post and former are."""
        mark = f"{human.id} {at}"
        is_new = at > 0 and mark not in self.maker.introduced
        if is_new:
            self.maker.introduced.add(mark)
        return is_new

    def _former(self, person: str, post: tuple[Body, str, int]) -> None:
        body, title, _ = post
        self._body(body)
        self._role(person, f"former {title}", self.keys[body.id])

    def _note_doubtful(self, bodies: Sequence[Body | None], people: Sequence[Human]) -> None:
        """Which bodies of the article would be taken for their namesakes.

        They are named beside the namesake, or beside a body or person that goes with it. No writer
        who knows both leaves open which is meant: the full name is told, or the town.
        """
        twins, works_with = self.maker.twins, self.maker.works_with
        named = {(body.parent or body).id for body in bodies if body is not None}
        met = named | {(body.parent or body).id for human in people for body, _, _ in human.posts}
        for body in named & twins.keys():
            # What it is beside may itself be taken for a namesake.
            beside = {one for other in met - {body} for one in (other, twins.get(other, other))}
            if any(other == twins[body] or twins[body] in works_with[other] for other in beside):
                self.doubtful.add(body)

    def _colleagues(self, human: Human, root: Body, partner: Body | None) -> list[Human]:
        names = set(human.forms)
        near = [
            h
            for h in self.maker.humans
            if h is not human
            and not names & set(h.forms)
            and any((b.parent or b) in (root, partner) for b, _, _ in h.posts)
        ]
        return self.rng.sample(near, min(len(near), self.rng.choice([0, 1, 1, 2])))

    def _person(self, human: Human) -> str:
        return self._entity(human.id, EntityKind.PERSON, self.rng.choice(human.forms))

    def _body(self, body: Body) -> str:
        if body.id in self.keys:
            return self.keys[body.id]
        parent = "" if body.parent is None else self._body(body.parent)
        form = self.rng.choice(body.forms)
        acronym = body.acronym
        is_short = acronym is not None and form.replace(".", "") == acronym
        if is_short and self.rng.random() < 0.5:
            form, is_short = body.forms[0], False  # acronyms alone are rarer than any full form
        aliases = (acronym,) if acronym and not is_short and self.rng.random() < 0.5 else ()
        is_first = body.is_acronym_shared and body.id not in self.maker.introduced
        if body.is_acronym_shared and acronym and (is_first or body.id in self.doubtful):
            self.maker.introduced.add(body.id)
            form, aliases = (body.forms[0] if is_short else form), (acronym,)
        key = self._entity(body.id, EntityKind.ORGANIZATION, form, aliases, body.kind)
        if body.parent is not None and (form == body.forms[-1] or self.rng.random() < 0.7):
            self._relation(key, Predicate.SUB_ORGANIZATION_OF, parent)
        return key

    def _places(self, root: Body) -> None:
        # Of two bodies of one name, news tells more often which it means.
        if self.rng.random() < (0.8 if root.is_namesake else 0.5):
            place = self._entity(f"place-{root.place}", EntityKind.PLACE, root.place)
            if self.rng.random() < (0.9 if root.is_namesake else 0.6):
                self._relation(self.keys[root.id], Predicate.LOCATED_IN, place)
        if self.rng.random() < 0.3:
            country = self._entity(f"place-{root.country}", EntityKind.PLACE, root.country)
            if self.rng.random() < 0.6:
                self._relation(self.keys[root.id], Predicate.LOCATED_IN, country)

    def _introduce(self) -> None:
        """Tell the town of a body that shares its name where it is new, or would be confused."""
        for body in self.maker.bodies:
            if not body.is_namesake or body.id not in self.keys:
                continue
            if body.id not in self.maker.introduced or body.id in self.doubtful:
                self.maker.introduced.add(body.id)
                place = self._entity(f"place-{body.place}", EntityKind.PLACE, body.place)
                self._relation(self.keys[body.id], Predicate.LOCATED_IN, place)

    def _entity(
        self,
        identity: str,
        kind: EntityKind,
        name: str,
        aliases: tuple[str, ...] = (),
        of: OrganizationKind | None = None,
    ) -> str:
        if identity in self.keys:
            return self.keys[identity]
        key = f"e{len(self.entities) + 1}"
        forms = [(name, MentionForm.NAME), *((alias, MentionForm.ACRONYM) for alias in aliases)]
        mentions = tuple(
            Mention(i, i + len(text), text, form) for i, (text, form) in enumerate(forms)
        )
        self.entities.append(
            EntityClaim(
                key=key,
                kind=kind,
                name=name,
                aliases=aliases,
                organization_kind=of,
                mentions=mentions,
            )
        )
        self.truth[self.url, key] = identity
        self.keys[identity] = key
        return key

    def _name(self, key: str) -> str:
        return next(e.name for e in self.entities if e.key == key)

    def _quote(self, sentence: str) -> tuple[Quote, ...]:
        start = sum(len(s) + 1 for s in self.sentences)
        self.sentences.append(sentence)
        return (Quote(start, start + len(sentence), sentence),)

    def _role(self, person: str, title: str, body: str) -> None:
        words = self._quote(f"{self._name(person)} is {title} of {self._name(body)}.")
        self.roles.append(
            RoleClaim(person=person, title=title, organization=body, evidence=words, rule="made")
        )

    def _relation(self, subject: str, predicate: Predicate, object_: str) -> None:
        words = self._quote(f"{self._name(subject)} {predicate.value} {self._name(object_)}.")
        self.relations.append(
            RelationClaim(
                subject=subject, predicate=predicate, object=object_, evidence=words, rule="made"
            )
        )

    def _event(self, person: str, body: str, *, tied: bool) -> None:
        words = self._quote(
            f"{self._name(person)} spoke on {self.rng.choice(TOPICS)} in {self.year}."
        )
        behalf = body if tied and self.rng.random() < 0.4 else None
        part = ParticipationClaim(
            entity=person, manner=Manner.SPEAKER, on_behalf_of=behalf, evidence=words, rule="made"
        )
        self.event = EventClaim(
            key="v1",
            type=EventType.CONFERENCE,
            start=PartialDate(self.year),
            participants=(part,),
            evidence=words,
            rule="made",
        )

    def article(self) -> Article:
        return Article(
            url=self.url,
            title=f"News {self.number}",
            text=" ".join(self.sentences),
            published=PartialDate(self.year),
        )

    def claims(self) -> Claims:
        return Claims(
            article_url=self.url,
            entities=tuple(self.entities),
            roles=tuple(self.roles),
            events=(self.event,),
            relations=tuple(self.relations),
        )


def _flat(text: str) -> str:
    return text.translate(str.maketrans("äöüáéíóúñß", "aouaeiouns"))


_RESPELT = (("sergei", "Sergey"), ("aleksandr", "Alexander"), ("yuri", "Yury"), ("dmitri", "Dmitry"), ("alexei", "Aleksey"), ("ekaterina", "Yekaterina"), ("andrei", "Andrey"), ("vladimir", "Wladimir"), ("mohammed", "Muhammad"), ("youssef", "Yusuf"), ("khaled", "Khalid"), ("aisha", "Aysha"), ("ahmed", "Ahmad"), ("mahmoud", "Mahmud"), ("ibrahim", "Ebrahim"), ("fatima", "Fatema"), ("jörg", "Joerg"), ("jürgen", "Juergen"), ("günter", "Guenter"))  # fmt: skip


def _respelt(name: str) -> str:
    return next((new for old, new in _RESPELT if name.casefold() == old), _flat(name))


def _forms_of(culture: str, family: str, given: str, middle: str, second: str) -> list[str]:
    """Five forms and more, as news writes the names of that culture."""
    if culture == "chinese":
        cut = next(
            (
                i
                for i in range(2, len(given))
                if given[i - 1] not in "aeioung"
                or (given[i] not in "aeioung" and given[i - 1] in "aeioung")
            ),
            0,
        )
        hyphened = f"{given[:cut]}-{given[cut:]}" if cut and len(given) - cut > 1 else given
        return [
            f"{family} {given}",
            f"{family} {given}",
            f"{given} {family}",
            f"{family.upper()} {given}",
            f"{family} {hyphened}",
            f"{given[0]}. {family}",
        ]
    if culture == "korean":
        return [
            f"{family} {given}",
            f"{given} {family}",
            f"{given.replace('-', '')} {family}",
            f"{family} {given.replace('-', ' ')}",
            f"Dr. {family} {given}",
            f"{given[0]}. {family}",
        ]
    if culture == "spanish":
        return [
            f"{given} {family} {second}",
            f"{given} {family}",
            f"{given} {middle} {family} {second}",
            _flat(f"{given} {family}"),
            f"{given} {middle} {family}",
            f"{given[0]}. {family}",
        ]
    initials = f"{given[0]}. {middle[0]}. " if middle else f"{given[0]}. "
    forms = [
        f"{given} {family}",
        f"{given} {family}",
        _flat(f"{given} {family}"),
        f"{_respelt(given)} {family}",
        f"{initials}{family}",
        f"Prof. {given} {family}",
    ]
    if middle:
        forms += [f"{given} {middle} {family}", f"{given} {middle[0]}. {family}"]
    else:
        forms += [f"{family.upper()}, {given}", f"{given} {family.replace('-', ' ')}"]
    return forms
