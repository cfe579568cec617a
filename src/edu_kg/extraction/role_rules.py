"""The rules that tie titles to people: patterns over marked text, in the order they apply.

Each rule also folds what it read into the mark of the person, so that the rules after it see a
shorter sentence: "<P0>, <T0> and <T1>, was elected <T2>" is "<P0>, was elected <T2>" once the
apposition has been read. Repetitions are bounded, as the text is not ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern with the groups ``people`` and ``titles``, and perhaps ``after``, a body.

    A second form in the other order has the groups ``people2`` and ``titles2``.
    """

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One person holds these titles, as numbers of marks; ``body`` is named after the person."""

    person: int
    titles: tuple[int, ...]
    body: int | None
    rule: str


def find_links(text: str, plurals: frozenset[int]) -> Iterator[Link]:
    """The links that all rules find in the marked text, in the order of the rules.

    ``plurals`` holds the numbers of the titles in the plural: those belong to everyone in the
    list of people next to them, others to the nearest person.
    """
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            yield from _links(rule, match, plurals)
        text = rule.pattern.sub(lambda match: match[_groups(match)[0]], text)


def _groups(match: re.Match[str]) -> tuple[str, str]:
    """The names of the groups of the people and of the titles that took part in the match."""
    if match.groupdict().get("people2") is not None:
        return "people2", "titles2"
    return "people", "titles"


def _links(rule: Rule, match: re.Match[str], plurals: frozenset[int]) -> Iterator[Link]:
    people, titles = _groups(match)
    numbers = tuple(int(n) for n in _TITLE_MARK.findall(match[titles]))
    held = [(int(m[1]), m[2]) for m in _PERSON_MARK.finditer(match[people])]
    if not plurals.intersection(numbers):
        held = held[:1] if match.start(titles) < match.start(people) else held[-1:]
    after = match.groupdict().get("after")
    for person, own in held:
        body = own or after
        yield Link(
            person=person,
            titles=numbers,
            body=int(body) if body is not None else None,
            rule=rule.name,
        )


def _any(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_TITLE_MARK = re.compile(r"<[TDVW](\d+)s?>")
_PERSON_MARK = re.compile(r"<[PH](\d+)>(?:[^<]*<O(\d+)>)?")

_PERSON = r"<P\d+>"
_SUBJECT = r"(?<!if )(?<!If )(?<!whether )<[PH]\d+>"
_BODY = r"(?:the |its )?<O\d+>"
_TITLE = r"<[TD]\d+s?>"
_PLURAL = r"<[TD]\d+s>"
_MOST_PEOPLE = 30
_NAME_WORDS = r"(?:[A-Z][\w.’'-]* ){0,3}"  # honorifics that stand in no list

# The body of one person among several: An Li (Alder College), Bo Wen of the academy.
_HIS_BODY = _any(
    rf" \({_BODY}(?:, <L\d+>)?\)",
    rf",? (?:of|from|at|with) {_BODY}",
    rf", {_BODY}(?=[,.;)\n]|$)",
)
_AND = _any(
    ", and ", ", as well as ", ", ", " and also ", " and concurrently ", " and at the same time ",
    " and ", " as well as ", " & ", "; ",
)  # fmt: skip
_PEOPLE = rf"{_PERSON}(?:{_HIS_BODY})?(?:{_AND}{_PERSON}(?:{_HIS_BODY})?){{0,{_MOST_PEOPLE}}}"
_WHEN = _any(
    "then ", "now ", "currently ", "formerly ", "previously ", "also ", "both ", "at present ",
    "at that time ", "at the time ", "until recently ", "once ", "later ", "today ", "still ",
    r"since \d{4} ", "one of ", "all (?:three |four |five )?", "likewise ", "hitherto ", "the ",
    "an? ", "an alumn(?:a|us) and ", "acting as ", "who is ", "who was ",
) + "{0,4}"  # fmt: skip
# A definite title before a name is that person's: "An Li, dean and its president, Bo Wen, …".
_TITLES = rf"{_TITLE}(?:{_AND}{_WHEN}(?:<T\d+s?>|<D\d+s?>(?!, ?<P))){{0,8}}"

_WHO = "(?:, who|, and who| who|,| and|, and)?"
_FOR_TIME = "(?: (?:for|until|since) [^<.,;]{1,25}| at that time)?"
_OF_NAME = r"(?:(?: of| from| in) <[OL]\d+>)?"
_BE = _any(
    " is", " was", " were", " are", " has been", " had been", " have been", " became", " becomes",
    " become", " has become", " had become", " will become", " remains", " remained",
    " has remained", " will be", " is to be", "'s been",
)  # fmt: skip
_AUXILIARIES = (
    r"(?: (?:is|was|were|are|be|been|being|has|had|have|will|to|also|then|later|now"
    r"|first|thus|again|newly|unanimously|formally|officially|subsequently|\d{4}|in|since|soon"
    r"|only|just|therefore|it)){0,6}"
)
_NAMED = "(?:re-?)?" + _any(
    "appointed", "elected", "named", "made", "chosen", "installed", "sworn in", "confirmed",
    "promoted", "designated", "hired", "inaugurated", "employed", "engaged", "voted",
)  # fmt: skip
_NAMING = _any(_NAMED, "appoints", "elects", "names", "installs")
_TO = _any(
    " as", " to be", " to the (?:post|position|office|rank) of", " to serve as", " to act as", " to"
) + "?"  # fmt: skip
_TAKES = _any(
    "assum(?:es|ed|ing)", "t(?:akes|ook|aken) (?:up|on|over)", "h(?:olds|eld)",
    "occup(?:ies|ied)", "fill(?:s|ed)", "enter(?:s|ed)(?: upon)?",
) + "(?: (?:his|her|the|duties|role|post|position|office|duty|job|work|of|as)){0,5}"  # fmt: skip
_SUCCEEDS = _any("succeed(?:s|ed|ing)", "replac(?:es|ed|ing)", "t(?:akes|ook|aken) over from")
_UNREAL = _any(
    " not ", " never ", " declined", " refused", " tipped ", " trained ", " known ", " regarded ",
    " seen ", " would ", " could ", " might ", " hope", " wish", " (?:him|her|them) as ",
)  # fmt: skip
_GAP = rf"(?:(?:(?!{_UNREAL})[^<.;\n]|<[OL]\d+>){{0,90}}?)"


def _rule(name: str, pattern: str) -> Rule:
    return Rule(name=name, pattern=re.compile(pattern))


_RULES = (
    # Vice President An Li of the academy; Deans An Li (Law) and Bo Wen (Arts).
    _rule(
        "title-before-name",
        rf"(?P<titles>(?:(?<!>, )(?<!> and )(?:{_TITLE}(?: and | )){{0,3}})?{_TITLE})"
        rf" {_NAME_WORDS}(?P<people>{_PEOPLE})",
    ),
    # "An Li became its president, Bo Wen its secretary."
    _rule("name-before-title", rf"(?P<people>{_PERSON}) (?P<titles><D\d+>)(?=[,;.\n]|$)"),
    # A list of officers, Treasurer: An Li.
    _rule(
        "label",
        rf"(?:(?<=\n)|(?<=[.;] )|^)(?P<titles><T\d+s?>)(?: ?: ?| [–—-] )"
        rf"(?P<people>{_PEOPLE})",
    ),
    # "its vice presidents, An Li and Bo Wen"
    _rule("apposition", rf"(?P<titles>{_PLURAL}), {_NAME_WORDS}(?P<people>{_PEOPLE})"),
    # "An Li, president of A and secretary of its Party Committee"; "its president, An Li"
    _rule(
        "apposition",
        rf"(?P<people>{_PEOPLE})(?:, | – | — | - |: | \(){_WHEN}(?P<titles>{_TITLES})\)?"
        rf"(?:, (?:the )?<O(?P<after>\d+)>(?=[,.;)\n]|$))?"
        rf"|(?P<titles2>{_TITLE})(?: in <L\d+>|, <L\d+>)?, (?:{_TITLE} |namely )?"
        rf"{_NAME_WORDS}(?P<people2>{_PERSON})(?!, {_TITLE}(?!,? ?(?:and )?<P))",
    ),
    # "An Li, who heads the centre"
    _rule("heads", rf"(?P<people>{_SUBJECT}){_WHO}{_AUXILIARIES} (?P<titles><V\d+>)"),
    # "the centre, headed by An Li"
    _rule("headed-by", rf"(?P<titles><W\d+>) (?P<people>{_PERSON})"),
    # "An Li has been the dean since 2019"
    _rule(
        "copula",
        rf"(?P<people>{_SUBJECT}){_WHO}{_OF_NAME}{_FOR_TIME},?{_BE}{_FOR_TIME} {_WHEN}"
        rf"(?P<titles>{_TITLES})",
    ),
    # "An Li joined the academy in 2009 and became its president"
    _rule(
        "became",
        rf"(?P<people>{_SUBJECT}{_GAP}),? and (?:later |then |soon |subsequently )?"
        rf"(?:became|was {_NAMED}{_TO}) {_WHEN}(?P<titles>{_TITLES})",
    ),
    # "An Li was elected president"
    _rule(
        "appointed",
        rf"(?P<people>{_SUBJECT}){_WHO}{_AUXILIARIES} {_NAMED}{_TO} {_WHEN}(?P<titles>{_TITLES})",
    ),
    # "the council appointed An Li dean"
    _rule(
        "appoints",
        rf"(?<! not)(?<! never) {_NAMING} (?P<people>{_PERSON}){_TO} {_WHEN}(?P<titles>{_TITLES})",
    ),
    # "An Li took over as director"
    _rule(
        "takes-office",
        rf"(?P<people>{_SUBJECT}){_WHO}{_AUXILIARIES} {_TAKES} {_WHEN}(?P<titles>{_TITLES})",
    ),
    # "An Li succeeded Bo Wen as dean"
    _rule(
        "succeeds",
        rf"(?P<people>{_SUBJECT}){_WHO}{_AUXILIARIES} {_SUCCEEDS} {_NAME_WORDS}{_PERSON}"
        rf" as {_WHEN}(?P<titles>{_TITLES})",
    ),
    # "An Li joined the academy as a lecturer"
    _rule("as", rf"(?P<people>{_SUBJECT}{_GAP})(?<!well) as {_WHEN}(?P<titles>{_TITLES})"),
)
