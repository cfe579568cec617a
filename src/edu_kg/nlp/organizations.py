"""What sort of body a name names, by its head word."""

import re
from types import MappingProxyType

from edu_kg.model import OrganizationKind as Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of the language, no names. A word in two rows counts for the first.
_HEADS = MappingProxyType(
    {
        Kind.UNIVERSITY: """university universität universidad universidade université università
            universitas universiti universiteit universitet uniwersytet universitatea rtvu""",
        Kind.SCHOOL: """college academy school polytechnic conservatoire conservatory seminary
            lyceum gymnasium kindergarten lycée école escuela escola hochschule colegio technikon
            institut instituto kolej politeknik collège academia istituto madrasa""",
        Kind.GOVERNMENT: """ministry bureau embassy consulate government municipality parliament
            commission authority agency prefecture treasury cabinet court ministerio ministère
            ministério inspectorate administration police consulate-general""",
        Kind.UNIT: """department office faculty branch division section unit campus laboratory lab
            secretariat board senate council committee centre center desk workshop subcommittee
            sub-centre sub-center presidium studio sector facultad faculdade faculté fakultas
            directorate delegation mission service services subcommission directorate-general""",
        Kind.ASSOCIATION: """association federation society union league alliance guild chamber
            network club consortium forum circle confederation cooperative co-operative
            partnership compact coalition choir orchestra brotherhood fraternity movement
            asociación associação rede syndicate""",
        Kind.COMPANY: """company ltd limited inc corporation corp co gmbh plc llc bank press group
            holding holdings berhad lda bhd publishers publishing airlines telecom technologies
            systems logistics works studios enterprises industries""",
        Kind.MEDIA: """daily weekly gazette herald radio television tribune times broadcasting
            newspaper news post""",
        Kind.OTHER: """institute institution foundation museum trust library hospital fund
            observatory archive archives clinic hub house assembly conference organization
            organisation fundación fundação stiftung orphanage herbarium planetarium reserve
            garden gallery panel station zoo church parish monastery conservancy initiative""",
    }
)
_KIND_OF_HEAD = MappingProxyType(
    {word: kind for kind, words in reversed(tuple(_HEADS.items())) for word in words.split()}
)
# Organs that are called by the head word alone, even where their full name is never said.
_ORGANS = _words("board council library presidium secretariat senate syndicate")
# Heads of bodies that others are part of: what follows "of the" in "School of Law of the …".
_WHOLE_BODIES = frozenset(
    word
    for kind in (Kind.UNIVERSITY, Kind.SCHOOL, Kind.GOVERNMENT, Kind.ASSOCIATION, Kind.COMPANY)
    for word in _HEADS[kind].split()
    if word not in {"court", "administration", "works", "systems", "services", "group"}
) | {"council", "committee", "institute", "foundation", "museum", "library", "hospital"}
_FOREIGN_HEADS = _words(
    """universität universidad universidade université università universitas universiti
    universiteit universitet uniwersytet universitatea lycée école escuela escola hochschule
    colegio institut instituto kolej politeknik collège academia istituto ministerio ministère
    ministério facultad faculdade faculté fakultas asociación associação rede fundación fundação
    stiftung unité centro consorzio kolegium observatório observatorio museo musée"""
)
_ENGLISH_WORDS = _words("""of the for and in at on""")
_COMPLEMENT = re.compile(r"\s+(?:of|for|at|in|on|to|and the)\s|[,(–]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STATES = re.compile(r"\b(?:Nations|Intergovernmental|Multilateral)\b")


def head_word(name: str) -> str | None:
    """The lower-case word that says what kind of body it is, None where no word does.

    >>> head_word("School of Humanities of the Lakeside University"), head_word("Acme Learning")
    ('school', None)
    """
    end = _COMPLEMENT.search(name)
    before = name[: end.start()] if end else name
    words = [word[0].lower() for word in _WORD.finditer(before)]
    if words and words[-1] in _KIND_OF_HEAD:
        return words[-1]
    return next((word for word in words if word in _KIND_OF_HEAD), None)


def is_bare_head(name: str) -> bool:
    """Whether the name is a head word alone, as "Council" for a council named before.

    >>> is_bare_head("the Council"), is_bare_head("Lakeside Council")
    (True, False)
    """
    return name.lower().removeprefix("the ").rstrip(".") in _KIND_OF_HEAD


def is_organ(name: str) -> bool:
    """Whether the name is the head word of an organ, which may be all it is ever called.

    >>> is_organ("Senate"), is_organ("University"), is_organ("Senate of Lakeside University")
    (True, False, False)
    """
    return name.lower().removeprefix("the ") in _ORGANS


def is_whole_body(name: str) -> bool:
    """Whether the name is of a body that can have units: "Lakeside University", not "Humanities".

    >>> is_whole_body("Lakeside University"), is_whole_body("Ministry")
    (True, False)
    """
    return head_word(name) in _WHOLE_BODIES and not is_bare_head(name)


def organization_kind(name: str, *, part: bool = False) -> Kind:
    """The kind of body of that name; UNIT for a part of another, OTHER where no word says.

    >>> organization_kind("Lakeside Open University").value
    'university'
    >>> organization_kind("Faculty of Law").value
    'unit'
    """
    if _STATES.search(name):
        return Kind.INTERGOVERNMENTAL
    if part:
        return Kind.UNIT
    head = head_word(name)
    return Kind.OTHER if head is None else _KIND_OF_HEAD[head]


def is_foreign(name: str) -> bool:
    """Whether a name of several words is not in English, as the original in brackets is.

    >>> is_foreign("Universidad del Lago"), is_foreign("University of the Lake")
    (True, False)
    """
    words = {word.lower() for word in name.split()}
    if words & _ENGLISH_WORDS:
        return False
    return bool(words & _FOREIGN_HEADS) or head_word(name) is None
