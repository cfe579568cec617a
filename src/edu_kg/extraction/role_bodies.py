"""Which body is meant by "the university", "its", or by a title that names none."""

import re
from collections import Counter

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityKind, MentionForm, OrganizationKind
from edu_kg.text import fold_words

_NAMES = frozenset({MentionForm.NAME, MentionForm.SHORT, MentionForm.ACRONYM})
_ACADEMIC = frozenset(
    {
        "chancellor",
        "dean",
        "lecturer",
        "principal",
        "provost",
        "rector",
        "registrar",
        "headmaster",
        "headmistress",
    }
)
_TEACHING = frozenset({OrganizationKind.UNIVERSITY, OrganizationKind.SCHOOL})
_WITHOUT_PRESIDENT = frozenset({OrganizationKind.GOVERNMENT, OrganizationKind.MEDIA})
_SENT = re.compile(
    r"\b(?:delegat(?:ion|es)|groups?|teams?|mission|party) (?:of (?:[\w-]+ ){1,3})?"
    r"(?:of|from) (?:the )?$"
)
_LED = re.compile(
    r"(?: \([^()]{2,60}\))?,?(?: which| that)?(?: is| was)?"
    r" (?:(?:headed|led)(?: jointly)? by|under)(?: its| the)? (?:(?:Prof|Dr|Mr|Ms|Mrs)\.? )?"
)
_WORD = re.compile(r"\w+")
_KINDS_OF_NOUN = {
    "university": (OrganizationKind.UNIVERSITY,),
    "college": (OrganizationKind.UNIVERSITY, OrganizationKind.SCHOOL),
    "academy": (OrganizationKind.UNIVERSITY, OrganizationKind.SCHOOL),
    "school": (OrganizationKind.SCHOOL, OrganizationKind.UNIT),
    "company": (OrganizationKind.COMPANY,),
    "firm": (OrganizationKind.COMPANY,),
    "association": (OrganizationKind.ASSOCIATION,),
    "ministry": (OrganizationKind.GOVERNMENT,),
    "broadcaster": (OrganizationKind.MEDIA,),
}


def named_bodies(reading: Reading) -> tuple[Mentioned, ...]:
    """The places where a body is named, in text order."""
    return tuple(
        m
        for m in reading.mentioned
        if m.entity.kind is EntityKind.ORGANIZATION and m.mention.form in _NAMES
    )


def meant_by_noun(reading: Reading, offset: int, noun: str) -> str | None:
    """The body that "the NOUN" at this offset speaks of: the last one named so before it.

    A body is named so where the noun stands in its name; failing that, its kind decides.
    """
    before = [m for m in named_bodies(reading) if m.end <= offset]
    by_name = [m for m in before if noun in fold_words(m.entity.name)]
    kinds = _KINDS_OF_NOUN.get(noun, ())
    by_kind = [m for m in before if m.entity.organization_kind in kinds]
    for found in (by_name, by_kind):
        if found:
            return found[-1].entity.key
    return None


def meant_by_possessive(reading: Reading, offset: int) -> str | None:
    """The body that "its" or "their" at this offset speaks of: the last one named before."""
    before = [m for m in named_bodies(reading) if m.end <= offset]
    return before[-1].entity.key if before else None


def sent_by(reading: Reading, offset: int) -> str | None:
    """The body that sent a delegation whose leader's title begins at this offset.

    "a delegation of the Lakeside Open University (LOU) headed by Vice President".
    """
    text = reading.article.text
    sentence = reading.sentence_at(offset)
    for body in reading.mentions_within(sentence.start_char, offset, EntityKind.ORGANIZATION):
        if _LED.fullmatch(text, body.end, offset) and _SENT.search(
            text, max(0, body.start - 60), body.start
        ):
            return body.entity.key
    return None


def meant_by_context(reading: Reading, offset: int, title: str) -> str | None:
    """The body a bare title at this offset belongs to, None where that is not certain enough.

    The only one named earlier in the sentence; where none is, the one the article is about.
    """
    bodies = _fitting(named_bodies(reading), title)
    sentence = reading.sentence_at(offset)
    same = {m.entity.key for m in bodies if sentence.start_char <= m.start and m.end <= offset}
    if same:
        return same.pop() if len(same) == 1 else None
    return main_body(bodies)


def _fitting(bodies: tuple[Mentioned, ...], title: str) -> tuple[Mentioned, ...]:
    """The bodies that can have such a title; all of them, if none is of a fitting kind."""
    noun = _WORD.findall(title)[-1]
    if noun in _ACADEMIC:
        fitting = [m for m in bodies if m.entity.organization_kind in _TEACHING]
    elif noun == "president":
        fitting = [m for m in bodies if m.entity.organization_kind not in _WITHOUT_PRESIDENT]
    else:
        return bodies
    return tuple(fitting) or bodies


def main_body(bodies: tuple[Mentioned, ...]) -> str | None:
    """The body an article is about: the one named most often, if it stands out.

    It stands out when it is also the first one named, or named twice as often as any other.
    """
    counts = Counter(
        m.entity.key for m in bodies if m.entity.organization_kind is not OrganizationKind.UNIT
    )
    nobody = ("", 0)
    ranked = [*counts.most_common(2), nobody, nobody]
    (first, most), (_, second) = ranked[:2]
    if most and (most >= 2 * second or bodies[0].entity.key == first):
        return first
    return None
