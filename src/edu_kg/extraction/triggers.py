"""The words that name an event, by type, and those that make it none."""

import re
from dataclasses import dataclass

from edu_kg.model import EventType


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of one type; ``verbal`` where they state it by themselves."""

    type: EventType
    pattern: re.Pattern[str]
    verbal: bool


def _trigger(kind: EventType, words: str, *, verbal: bool = True) -> Trigger:
    return Trigger(kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), verbal)


# In the order in which they are tried on a sentence; the first of a type counts.
TRIGGERS: tuple[Trigger, ...] = (
    _trigger(
        EventType.SIGNING,
        r"(?:co-?)?signed|(?:was|were) (?:concluded|sealed)|put (?:his|her|their) names? to"
        r"|inked|signing of|signs|(?:concluded|sealed|entered into) (?:a|an|the|its|their)"
        r"|signatures"
        r"|renewed (?:its|their|the) (?:agreement|memorandum|partnership)",
    ),
    _trigger(
        EventType.APPOINTMENT,
        r"(?:was|were|has been|had been|is) (?:appointed|elected|named|sworn in|inaugurated as"
        r"|re-elected)|appointed|took office|takes office|took up (?:the|his|her) (?:post"
        r"|office)"
        r"|took over (?:as|from)|succeeded|stepped down|resigned|re-?elected|elected"
        r"|became (?:the )?(?:\w+ )?(?:president|rector|dean|director|head|chair\w*|secretary"
        r"|professor|vice|deputy|minister|librarian|principal)|was (?:chosen|installed"
        r"|made|hired) (?:as )?"
        r"|(?:will )?retires?\b|retired|sworn in|takes? office|has become",
    ),
    _trigger(
        EventType.AWARD,
        r"(?:was|were|has been) (?:awarded|presented with|honou?red|conferred)|won the|awarded"
        r"|received the .{0,60}?(?:award|prize|medal|title|honou?r|lamp|order)|conferred"
        r"|(?:was|were) given the|honou?red|(?:was|were) (?:named|commended)|(?:prize|award|medal)"
        r" (?:went|goes) to|presented (?:him|her|them|\w+ \w+) with",
    ),
    _trigger(
        EventType.VISIT,
        r"visited|paid (?:a|an) .{0,30}?visit to|(?:a|the|his|her|their) (?:\w+ )?visit to"
        r"|toured"
        r"|called (?:at|on)|travell?ed to|arrived (?:at|in)|(?:was|were) received (?:at|by|in)"
        r"|came to|went to|inspected|study (?:tour|trip)|(?:was|were)"
        r" shown|courtesy call|looked (?:round|in at)|call(?:ed)? on|visiting|tour of|visit by",
    ),
    _trigger(
        EventType.CEREMONY,
        r"(?:opening|closing|inauguration|unveiling|graduation|commencement|award|launching)"
        r" ceremony|unveiled|cut the ribbon|(?:was|were) (?:officially |formally )?"
        r"(?:inaugurated|opened)|graduation|inauguration of|convocation|commencement"
        r"|(?:were|was) (?:handed over|dedicated)|unveils?"
        r"|(?:memorial|welcome|opening|closing) (?:service|ceremony)|ceremony|inaugurated"
        r"|opening of",
    ),
    _trigger(
        EventType.LAUNCH,
        r"(?:was|were|has been) (?:\w+ )?(?:founded|established|launched|set up|released)"
        r"|launched|founded|established|put .{0,50}? into (?:operation|use)|went (?:online|live)"
        r"|released|(?:was|were|has been) (?:created|formed|opened|published)"
        r"|came into (?:being|existence)"
        r"|opened (?:its|his|her) doors|created|launch(?:es)? of|founding of|set up|dates from",
    ),
    _trigger(
        EventType.CONFERENCE,
        r"(?:conference|forum|seminar|symposium|workshop|lecture|training session|congress"
        r"|general assembly|annual meeting|summit|colloquium|webinar|work meeting"
        r"|training course|lectured|summer school|training (?:class|week|programme)"
        r"|general meeting|annual session|press conference|round table|convention|colloquy"
        r"|hearing)",
        verbal=False,
    ),
    _trigger(
        EventType.MEETING,
        r"met (?:with )?|held (?:\w+ )?(?:talks|a meeting|discussions)"
        r"|had (?:a|an) (?:meeting|talk)"
        r"|talks with|meeting (?:with|between)|exchanged views|met\b|video ?conference"
        r"|sat down with|(?:two|three) days of talks|talked (?:with|by)"
        r"|held consultations|talks (?:between|were)|conversation with|a meeting",
    ),
)

_NOT = (
    r"\b(?:not|never|no longer|cancell?ed|postponed|declined|refused|rejected|denied|failed to"
    r"|would have|could have|if|unless|unsigned|without)\b"
)
_NOT_YET = (
    r"\b(?:plans?|planned|hopes?|hoped|intends?|intended|expects?|expected|proposes?|proposed"
    r"|may|might|could|would|should|to be|aims?|considers?|invited|is to|are to|will)\b"
)
NEGATED = re.compile(_NOT, re.IGNORECASE)
UNCERTAIN = re.compile(_NOT_YET)  # lower case only: May is a month
ANNOUNCED = re.compile(r"\b(?:will|is to|are to|is scheduled|are scheduled|to be held)\b")
"""A clause about the future: a fact only with a stated date, and then an announced one."""

# A conference is told by a noun; one of these says that it took place.
HELD = re.compile(
    r"\b(?:held|took place|opened|hosted|organi[sz]ed|attended|convened|gathered|saw|concluded"
    r"|closed|speech(?:es)?|spoke|addressed|delivered|gave|presented|chaired|ran|began|started"
    r"|brought together|will)\b",
    re.IGNORECASE,
)
