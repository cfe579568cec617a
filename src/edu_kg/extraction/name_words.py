"""Words that decide where a name begins and ends, and whether it is one."""

import calendar
import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a person's name and never part of it.
HONORIFICS = _words(
    """mr mrs ms miss mx messrs mmes madam madame dr drs prof professor professors academician
    sir dame lord lady hon honourable rev reverend comrade h.e excellency eng ing ir engr sra sr
    dato datuk sheikh father sister brother lt gen capt col maj sgt asst assoc emeritus captain
    colonel commander major admiral judge justice the smt fr mlle mme m bc mgr don daw lic ato
    maître monsieur frau herr hh h.h hrh h.r.h emerita br bro mw dhr père frère abbé doña dona
    cikgu kak ibu ustadz ustaz encik khun thiru shri shrimati cllr adv atty hajji hajjah alhaji
    alhaja dott avv mtro mtra srta señor señora senhor senhora signor signora msgr pfarrer dra
    hajiya malam mallam mallama ajarn achan bapak mzee mwalimu ndugu sayadaw ayatollah
    hojatoleslam hojjatoleslam mullah maulana woizero weizero woizerit tuan puan haji hajah
    hajja buya kyai kumu nyi sor fray padre swami pandit ustad sieur mevrouw meneer herra rouva
    efendi hoca ntate aunty doctor pastor oba datu advocate hadj ratu afioga susuga suldaan
    mudane marwo garaad ugaas obbo aadde bw bwana doutor doutora doctora docteur doktor
    professora profesor profesora professeur engenheiro engenheira engº engª eng.º eng.ª drª
    dr.ª profª prof.ª arq lcdo licda licdo licenciado licenciada datin tengku tunku pehin cik
    nangsao khru khunying togbe togbui otunba igwe ogbeni dasho lyonpo lopen aum khanom khanum
    dott.ssa sig sig.ra rndr phdr judr mudr inż pani mg dkfm dipl.-ing univ.-prof ddr
    prof.dr assoc.prof öğr üyesi doç janab mohtarma hazrat sreemati tmt kyria kyrios batoni
    kalbatoni matua whaea kaumātua venerable cmdr cdr brig hno hna fra suor owek mama mother
    revd barrister docent acharn sheikha sitt usto hokim malama geshe induna kgosi temenggong
    sagla alhadji alhaj caïd elhadj granny gup hadja haj hajia hj lopon mamosta maulvi mawlawi
    okhna okyeame oom rajawongse rr saya sayyida taita ña ño"""
) | {
    # Two words, the first of which is also a family name.
    "lau afioga", "mom luang", "mom rajawongse", "puan sri", "tan sri", "toh puan",
}  # fmt: skip
_TWO_WORDS = "|".join(sorted(form for form in HONORIFICS if " " in form))


def as_written(form: str) -> str:
    """A form of address as it stands before a name.

    >>> as_written("tan sri"), as_written("dr")
    ('Tan Sri', 'Dr')
    """
    return " ".join(word.capitalize() for word in form.split())


FORM_OF_ADDRESS = (
    rf"(?:{'|'.join(sorted(re.escape(as_written(form)) for form in HONORIFICS - {'the'}))})"
)
"""One of those as it stands before a name, as a pattern."""
# Offices and trades that may stand before a name in capitals.
TITLES = _words(
    """president vice-president rector vice-rector prorector pro-rector chancellor vice-chancellor
    pro-vice-chancellor provost dean vice-dean director director-general secretary secretary-
    general undersecretary chairman chairwoman chairperson chair vice-chair vice-chairman
    minister vice-minister ambassador consul consul-general governor mayor deputy vice assistant
    associate acting principal headmaster headmistress headteacher head lecturer registrar
    bursar librarian curator coordinator co-ordinator manager commissioner inspector senator
    chief officer executive guest advisor adviser envoy attaché counsellor councillor prefect
    archivist engineer editor treasurer trustee spokesman spokeswoman spokesperson founder co-
    founder warden matron prioress abbot bishop archbishop cardinal imam rabbi chaplain notary
    commandant superintendent tutor teacher researcher fellow premier general permanent honorary
    senior former late co-chair state party trustee tutor-in-charge winemaker forester elder
    cadet bosun linguist reporter correspondent landesrat landrat stadtrat hofrat bürgermeister
    oberbürgermeister alderman alderwoman councilman councilwoman provincial herdsman brigadier
    commodore attorney abbess proctor convener controller orator landesrätin"""
)
# Ranks before a name that are also family names: never taken for a first name.
STATIONS = _words("king queen prince princess count countess baron baroness earl duke canon regent")
PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|zu|bin|binti|bint|ibn|al|el"
    r"|i|y|e)"
)
"""Small words inside a person's name, as a pattern."""

# Offices after which no body is called.
_OFFICES = _words(
    """bursar chancellor controller convener librarian ombudsman orator proctor provost rector
    registrar vice-chancellor"""
)
_OF = re.compile(r"\s(?:of|for)\s.*", re.DOTALL)
_CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name))
# Heads of capitalised expressions that name no person, body or place.
_OTHER_THINGS = _words(
    """programme program prize award awards act law charter declaration project agreement
    memorandum journal course festival day week year plan scheme medal scholarship protocol
    convention strategy campaign degree diploma certificate treaty framework olympiad cup
    championship contest competition fellowship mou phd msc mba bachelor doctorate bulletin
    handbook atlas anthem goals agenda roadmap regulations revolution war games marathon
    internet covid covid-19 christmas easter ramadan eid party english chinese"""
)
_ADDRESSED = re.compile(rf"\b{FORM_OF_ADDRESS}\.?\s$")
_LONGEST_FORM = 20  # characters
_FIRST_WORD = re.compile(rf"((?i:{_TWO_WORDS})|[\w.’'-]+?)\.?\s+")


def is_addressed(text: str, start: int) -> bool:
    """Whether a form of address stands right before this character.

    >>> is_addressed("by Dr. Mai", 7), is_addressed("by Mai", 3)
    (True, False)
    """
    return _ADDRESSED.search(text, max(0, start - _LONGEST_FORM), start) is not None


def after_titles(text: str, start: int, end: int) -> int:
    """Where the name proper begins: after "Vice President Dr." and lower-case words."""
    while word := _FIRST_WORD.match(text, start, end):
        plain = word[1].lower()
        # "M." is French for Mr, but an initial in "Prof. M. Rao".
        if (plain == "m" and is_addressed(text, start)) or not is_title(plain):
            break
        start = word.end()
    return start


def is_title(word: str) -> bool:
    """Whether the word is an honorific or an office, in singular or plural.

    >>> is_title("Vice-Presidents"), is_title("Lakeside")
    (True, False)
    """
    plain = word.lower().rstrip(".")
    return bool({plain, plain.removesuffix("s")} & (HONORIFICS | TITLES))


def is_office(name: str) -> bool:
    """Whether an expression in capitals names an office of a university, not a body.

    >>> is_office("Controller of Examinations"), is_office("Board of Examiners")
    (True, False)
    """
    return _OF.sub("", name).split()[-1].lower() in _OFFICES


def is_no_name(word: str) -> bool:
    """Whether the word names a day, a month, a programme, a prize …, no person, body or place.

    >>> is_no_name("Friday"), is_no_name("Prize"), is_no_name("Lakeside")
    (True, True, False)
    """
    return word.lower() in _CALENDAR or word.lower() in _OTHER_THINGS
