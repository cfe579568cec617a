"""Verbs that tell a title by themselves: "who chairs the council", "the council, chaired by"."""

from collections.abc import Iterator

from spacy.tokens import Token

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.extraction.role_complements import read_object
from edu_kg.extraction.role_phrases import TitlePhrase, Voice
from edu_kg.model import EntityKind
from edu_kg.nlp.titles import TitleWords

_BETWEEN_BODY_AND_VERB = frozenset(
    {",", "(", ")", "which", "that", "is", "was", "been", "has", "now", "currently"}
)
_FURTHEST_BODY = 5


def find_office_verbs(reading: Reading, words: TitleWords) -> tuple[TitlePhrase, ...]:
    """The verbs of office with the body that is their object, or before them in the passive."""
    return tuple(_verbs(reading, words))


def _verbs(reading: Reading, words: TitleWords) -> Iterator[TitlePhrase]:
    doc = reading.doc
    for token in doc[:-1]:
        title = words.verbs.get(token.lower_)
        if title is None or reading.mention_of(token) is not None:
            continue
        following = doc[token.i + 1]
        if following.lower_ == "by":
            body = _body_before(reading, token)
            last, voice = following, Voice.PASSIVE
        else:
            found = read_object(reading, words, token.i + 1)
            body = found.body if found is not None else None
            last, voice = (doc[found.last] if found is not None else token), Voice.ACTIVE
            title += found.words if found is not None else ""
        if body is not None:
            yield TitlePhrase(
                start=token.idx,
                end=last.idx + len(last),
                title=title,
                head=title,
                body=body,
                closed=True,
                voice=voice,
            )


def _body_before(reading: Reading, verb: Token) -> str | None:
    """The body right before "headed by", over "which is" and commas."""
    for token in reversed(reading.doc[max(0, verb.i - _FURTHEST_BODY) : verb.i]):
        mentioned = reading.mention_of(token)
        if mentioned is not None:
            first = _first_token(reading, mentioned)
            is_body = mentioned.entity.kind is EntityKind.ORGANIZATION and not any(
                t.lower_ in ("of", "from") for t in reading.doc[max(0, first - 2) : first]
            )
            return mentioned.entity.key if is_body else None
        if token.lower_ not in _BETWEEN_BODY_AND_VERB:
            return None
    return None


def _first_token(reading: Reading, name: Mentioned) -> int:
    """Where a name begins, or the full one before it: "the Lakeside Open University (LOU)"."""
    first = reading.tokens(name.start, name.end).start
    if first > 1 and reading.doc[first - 1].text == "(":
        full = reading.mention_of(reading.doc[first - 2])
        if full is not None and full.entity.key == name.entity.key:
            return reading.tokens(full.start, full.end).start
    return first
