"""A spaCy component that settles, before the parser, where sentences surely start or do not.

Parsers learn from running text. What breaks their sentences in news is layout (headlines, list
lines, by-lines) and the full stop of an abbreviation before a name or number; both can be told by
rule. All else is left open, and the parser keeps what is settled here.
"""

from collections.abc import Callable, Sequence
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc, Token

FACTORY = "edu_kg_sentences"
_LONGEST_HEADLINE = 25
"""Tokens of a line without any full stop that is surely one piece."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations without their last full stop. Before a capital letter:
_TITLES = _words(
    """mr mrs ms messrs mmes dr drs prof profs asst assoc rev revd fr hon amb eng engr ing gov sen
    rep pres lt gen col maj capt cmdr cpl sgt adm brig supt insp h.e h.h h.r.h mgr mme mlle sra dra
    lic h.c"""
)
_PLACES = _words("st mt ft ste sto sta")
# Before a number:
_NUMBERED = _words(
    """no nos nr vol vols fig figs art sec ch chap ver p pp para est ca c circa approx tel ext jan
    feb mar apr jun jul aug sep sept oct nov dec"""
)
# Before a small letter or a mark, as a sentence may well end after them:
_INNER = _words(
    """etc inc ltd corp co plc bros al jr sr dept univ ed eds a.m p.m ph.d m.sc b.sc m.a b.a d.sc
    u.s u.k u.n"""
)
# Before anything:
_NEVER_LAST = _words("e.g i.e cf vs viz")
_ABBREVIATIONS = _TITLES | _PLACES | _NUMBERED | _INNER | _NEVER_LAST
# After these a single capital is a mark of order and no initial: "Plan B."
_ORDERED = _words(
    """plan group grade class section hall part type level team block building phase category
    table figure appendix annex vitamin hepatitis series option zone schedule unit division"""
)
# Small, these begin clauses; capitalised, sentences more often than family names.
_SUBJECTS = _words(
    "the a an this that these those it its he she they we i you his her their our there here"
)
_OPENERS = _SUBJECTS | _words(
    """in on at for from with by to of as and but or if when while after before since during what
    who how why where which both all some many most no not yes also however then so more each
    every another other one two three"""
)
_STOPS = frozenset({".", "!", "?", "…", "..", "..."})


@Language.factory(FACTORY, default_config={"headlines": True}, assigns=["token.is_sent_start"])
def make_settler(nlp: Language, name: str, headlines: bool) -> Callable[[Doc], Doc]:  # noqa: FBT001
    """The component; with ``headlines``, short lines without a full stop are one sentence.

    A parser that does not see line breaks needs that; one that sees them knows better.
    """
    del nlp, name
    return partial(settle_sentences, headlines=headlines)


def settle_sentences(doc: Doc, *, headlines: bool) -> Doc:
    """The doc with sure sentence starts, and tokens that surely start none, marked as such."""
    for token, starts in zip(doc, settled_starts(doc, headlines=headlines), strict=True):
        if starts is not None:
            token.is_sent_start = starts
    return doc


def settled_starts(doc: Doc, *, headlines: bool) -> list[bool | None]:
    """Of each token, whether it surely starts a sentence or surely does not; None in doubt."""
    starts: list[bool | None] = [None] * len(doc)
    line: list[Token] = []
    for token in doc:
        if not token.is_space:
            line.append(token)
            continue
        starts[token.i] = False if token.i else None
        if "\n" in token.text:
            _settle_line(line, starts, headlines=headlines)
            line = []
    _settle_line(line, starts, headlines=headlines)
    return starts


def _settle_line(line: Sequence[Token], starts: list[bool | None], *, headlines: bool) -> None:
    if not line:
        return
    starts[line[0].i] = True
    label = _label_size(line)
    is_headline = headlines and _is_headline(line, label)
    for number in range(1, len(line)):
        is_inside = is_headline or number <= label
        starts[line[number].i] = False if is_inside else _starts_sentence(line, number)


def _is_headline(line: Sequence[Token], label: int) -> bool:
    """Whether the line is short and has no full stop but perhaps at its end."""
    if len(line) > _LONGEST_HEADLINE:
        return False
    return not any(_is_stop(line, number) for number in range(label, len(line) - 1))


def _label_size(line: Sequence[Token]) -> int:
    """How many tokens before the first word of a line only number it: "3." or "(a)"."""
    size = int(line[0].text == "(")
    texts = [token.text for token in line[size : size + 2]]
    if len(texts) < 2 or texts[1] not in ".)":
        return 0
    is_label = texts[0].isdigit() or (len(texts[0]) == 1 and texts[0].isalpha())
    return size + 2 if is_label else 0


def _is_stop(line: Sequence[Token], number: int) -> bool:
    """Whether the token can end a sentence, other than as part of an abbreviation."""
    return line[number].text in _STOPS and _shortened(line, number) not in _ABBREVIATIONS


def _shortened(line: Sequence[Token], number: int) -> str:
    """The lower-case word before the full stop that ends with this token; empty without one."""
    text = line[number].lower_
    if text != ".":
        return text[:-1] if text.endswith(".") else ""
    return line[number - 1].lower_ if number and not line[number - 1].whitespace_ else ""


def _starts_sentence(line: Sequence[Token], number: int) -> bool | None:
    """Whether the token surely starts a sentence of its line, None where only the parser knows."""
    token, before = line[number], line[number - 1]
    word = _shortened(line, number - 1)
    first = number - (2 if before.text == "." else 1)
    is_initial = len(word) == 1 and line[first].text[0].isupper()
    if is_initial and token.text[0].isupper() and token.lower_ not in _OPENERS:
        return None if first and line[first - 1].lower_ in _ORDERED else False
    if word in _ABBREVIATIONS:
        return None if _may_end(line, first, word, token) else False
    if _continues_name(line, number):
        return False
    return True if _opens_quote(line, number) or _follows_quote(line, number) else None


def _may_end(line: Sequence[Token], first: int, word: str, token: Token) -> bool:
    """Whether a sentence may end after the abbreviation and start with the token."""
    initial = token.text[0]
    if word in _TITLES:
        return not initial.isupper()
    if word in _PLACES:
        is_name_before = first > 0 and line[first - 1].text[0].isupper()
        return is_name_before or not initial.isupper() or token.lower_ in _OPENERS
    if word in _NUMBERED:
        return not initial.isdigit()
    if word in _NEVER_LAST:
        return False
    goes_on = initial.islower() and token.text not in _SUBJECTS
    return not goes_on and token.text not in {",", ";", ")", "–", "-"}


def _continues_name(line: Sequence[Token], number: int) -> bool:
    """Whether the word goes on with a name that a title begins: "Fr. Paul Adeyemi"."""
    token, before = line[number], line[number - 1]
    if number < 2 or _shortened(line, number - 2) not in _TITLES or not before.is_alpha:
        return False
    is_name = before.text[0].isupper() and token.text[0].isupper()
    return is_name and token.lower_ not in _OPENERS


def _opens_quote(line: Sequence[Token], number: int) -> bool:
    """Whether words in quotation marks begin here after a full stop."""
    before = line[number - 1]
    return line[number].text == "“" and before.text in _STOPS and bool(before.whitespace_)


def _follows_quote(line: Sequence[Token], number: int) -> bool:
    """Whether a sentence in quotation marks, full stop and all, has just ended."""
    before = line[number - 1]
    is_closed = number > 1 and before.text == "”" and line[number - 2].text == "."
    return is_closed and bool(before.whitespace_) and line[number].text[0].isupper()
