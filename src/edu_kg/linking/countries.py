"""Countries by their English names and adjectives, as names of bodies use them."""

from functools import cache

from edu_kg.text import fold_words

# ISO 3166 code, names, adjectives. Adjectives that mean a language or a continent as often as a
# country ("American", "Arab", "English") are left out: they would speak against the right record.
_TABLE = """
AD Andorra,Andorran|AE United Arab Emirates,UAE,Emirati|AF Afghanistan,Afghan
AG Antigua and Barbuda|AL Albania,Albanian|AM Armenia,Armenian|AO Angola,Angolan
AR Argentina,Argentine,Argentinian|AT Austria,Austrian|AU Australia,Australian
AZ Azerbaijan,Azerbaijani|BA Bosnia and Herzegovina,Bosnian|BB Barbados,Barbadian
BD Bangladesh,Bangladeshi|BE Belgium,Belgian|BF Burkina Faso|BG Bulgaria,Bulgarian
BH Bahrain,Bahraini|BI Burundi|BJ Benin,Beninese|BN Brunei,Brunei Darussalam|BO Bolivia,Bolivian
BR Brazil,Brazilian|BS Bahamas|BT Bhutan,Bhutanese|BW Botswana|BY Belarus,Belarusian|BZ Belize
CA Canada,Canadian|CD Democratic Republic of the Congo,DR Congo|CF Central African Republic
CG Congo|CH Switzerland,Swiss|CI Ivory Coast,Côte d'Ivoire,Ivorian|CL Chile,Chilean
CM Cameroon,Cameroonian|CN China,Chinese,People's Republic of China,PRC|CO Colombia,Colombian
CR Costa Rica,Costa Rican|CU Cuba,Cuban|CV Cape Verde,Cabo Verde|CY Cyprus,Cypriot
CZ Czech Republic,Czechia,Czech|DE Germany,German|DJ Djibouti|DK Denmark,Danish|DM Dominica
DO Dominican Republic|DZ Algeria,Algerian|EC Ecuador,Ecuadorian|EE Estonia,Estonian
EG Egypt,Egyptian|ER Eritrea,Eritrean|ES Spain,Spanish|ET Ethiopia,Ethiopian|FI Finland,Finnish
FJ Fiji,Fijian|FR France,French|GA Gabon,Gabonese
GB United Kingdom,UK,Great Britain,England,Scotland,Wales,Northern Ireland,British,Scottish,Welsh
GE Georgia,Georgian|GH Ghana,Ghanaian|GM Gambia,Gambian|GN Guinea,Guinean|GQ Equatorial Guinea
GR Greece,Greek,Hellenic|GT Guatemala,Guatemalan|GW Guinea-Bissau|GY Guyana|HK Hong Kong
HN Honduras,Honduran|HR Croatia,Croatian|HT Haiti,Haitian|HU Hungary,Hungarian
ID Indonesia,Indonesian|IE Ireland,Irish|IL Israel,Israeli|IN India,Indian|IQ Iraq,Iraqi
IR Iran,Iranian|IS Iceland,Icelandic|IT Italy,Italian|JM Jamaica,Jamaican|JO Jordan,Jordanian
JP Japan,Japanese|KE Kenya,Kenyan|KG Kyrgyzstan,Kyrgyz|KH Cambodia,Cambodian|KP North Korea
KR South Korea,Republic of Korea,Korea,Korean|KW Kuwait,Kuwaiti|KZ Kazakhstan,Kazakh|LA Laos,Lao
LB Lebanon,Lebanese|LK Sri Lanka,Sri Lankan|LR Liberia,Liberian|LS Lesotho|LT Lithuania,Lithuanian
LU Luxembourg|LV Latvia,Latvian|LY Libya,Libyan|MA Morocco,Moroccan|MC Monaco|MD Moldova,Moldovan
ME Montenegro,Montenegrin|MG Madagascar,Malagasy|MK North Macedonia,Macedonia,Macedonian
ML Mali,Malian|MM Myanmar,Burma|MN Mongolia,Mongolian|MO Macau,Macao|MR Mauritania,Mauritanian
MT Malta,Maltese|MU Mauritius,Mauritian|MV Maldives|MW Malawi,Malawian|MX Mexico,Mexican
MY Malaysia,Malaysian|MZ Mozambique,Mozambican|NA Namibia,Namibian|NE Niger|NG Nigeria,Nigerian
NI Nicaragua,Nicaraguan|NL Netherlands,Dutch|NO Norway,Norwegian|NP Nepal,Nepalese,Nepali
NZ New Zealand|OM Oman,Omani|PA Panama,Panamanian|PE Peru,Peruvian|PG Papua New Guinea
PH Philippines,Philippine|PK Pakistan,Pakistani|PL Poland,Polish|PS Palestine,Palestinian
PT Portugal,Portuguese|PY Paraguay,Paraguayan|QA Qatar,Qatari|RO Romania,Romanian
RS Serbia,Serbian|RU Russia,Russian,Russian Federation|RW Rwanda,Rwandan|SA Saudi Arabia,Saudi
SB Solomon Islands|SC Seychelles|SD Sudan,Sudanese|SE Sweden,Swedish|SG Singapore,Singaporean
SI Slovenia,Slovenian,Slovene|SK Slovakia,Slovak|SL Sierra Leone|SN Senegal,Senegalese
SO Somalia,Somali|SR Suriname|SS South Sudan|SV El Salvador|SY Syria,Syrian|SZ Eswatini
TD Chad,Chadian|TG Togo,Togolese|TH Thailand,Thai|TJ Tajikistan,Tajik|TL Timor-Leste,East Timor
TM Turkmenistan,Turkmen|TN Tunisia,Tunisian|TO Tonga,Tongan|TR Turkey,Turkish,Türkiye
TT Trinidad and Tobago|TW Taiwan,Taiwanese|TZ Tanzania,Tanzanian|UA Ukraine,Ukrainian
UG Uganda,Ugandan|US United States,USA,United States of America,U.S.|UY Uruguay,Uruguayan
UZ Uzbekistan,Uzbek|VA Vatican,Holy See|VE Venezuela,Venezuelan|VN Vietnam,Viet Nam,Vietnamese
VU Vanuatu|WS Samoa,Samoan|XK Kosovo|YE Yemen,Yemeni|ZA South Africa,South African
ZM Zambia,Zambian|ZW Zimbabwe,Zimbabwean
"""
# Domains of countries that anybody in the world registers.
_SOLD_TO_ALL = frozenset(("CO", "LY", "ME", "TO", "WS", "MU", "SC", "TL"))
_LONGEST = 6  # words of "Democratic Republic of the Congo" and the like


@cache
def _codes() -> dict[tuple[str, ...], str]:
    rows = (row for line in _TABLE.strip().splitlines() for row in line.split("|"))
    return {
        fold_words(name): code
        for code, _, names in (row.partition(" ") for row in rows)
        for name in names.split(",")
    }


def find_country(name: str) -> str | None:
    """The ISO 3166 code of a country by a name, adjective or code; None for anything else.

    >>> find_country("Republic of Korea"), find_country("kr"), find_country("Atlantis")
    ('KR', 'KR', None)
    """
    words = fold_words(name)
    code = _codes().get(words)
    if code is None and len(words) == 1 and words[0].upper() in _codes().values():
        return words[0].upper()
    return code


def find_domain_country(host: str) -> str | None:
    """The country whose top-level domain a host is in; None for .org, .com and the like.

    >>> find_domain_country("en.hill.edu.cn"), find_domain_country("hill.example")
    ('CN', None)
    """
    ending = host.rpartition(".")[2].upper()
    if ending == "UK":
        return "GB"
    return ending if ending in _codes().values() and ending not in _SOLD_TO_ALL else None


def find_country_words(words: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Where folded words name countries: begin, end and code of each, longest first, no overlap.

    >>> find_country_words(("south", "african", "ministry"))
    ((0, 2, 'ZA'),)
    """
    codes = _codes()
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST), at, -1):
            if words[at:end] in codes:
                found.append((at, end, codes[words[at:end]]))
                at = end
                break
        else:
            at += 1
    return tuple(found)


def country_name(code: str) -> str:
    """The English name of the country of an ISO 3166 code; the code where it is none of ours.

    >>> country_name("KR"), country_name("??")
    ('South Korea', '??')
    """
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    rows = (row for line in _TABLE.strip().splitlines() for row in line.split("|"))
    return {
        code: names.partition(",")[0] for code, _, names in (row.partition(" ") for row in rows)
    }
