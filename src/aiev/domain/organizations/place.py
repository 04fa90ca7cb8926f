"""Words that only say where an organization sits: towns, states, countries, departments."""

from aiev import lazy_regex as re
from aiev.domain import organization


def _keys(listing: str) -> frozenset[str]:
    return frozenset(organization.key(words) for words in listing.split(","))


# Not MS, UT and VT, which are Microsoft, several universities and Virginia Tech.
_REGIONS = _keys(
    "AB,AL,AR,AZ,BC,CA,CO,Connecticut,CT,D.C.,DC,DE,FL,Florida,GA,IA,ID,IL,IN,KS,KY,LA,MA,"
    "Massachusetts,MD,ME,MI,Minnesota,Missouri,MN,MO,MT,NC,ND,NE,New Hampshire,New Jersey,New York,"
    "NH,NJ,NM,North Carolina,Nova Scotia,NS,NSW,NV,NY,OH,Ohio,OK,ON,Ontario,OR,PA,QC,Quebec,QLD,"
    "RI,SC,SD,Tennessee,TN,TX,VA,VIC,WA,WI,WV,WY"
)
_CITIES = _keys(
    "Adelaide,Alberta,Ann Arbor,Atlanta,Austin,Australia,Austria,Baltimore,Bangalore,Beijing,"
    "Belgium,Bengaluru,Birmingham,Boston,Brazil,Bristol,Cambridge,Canada,Chengdu,China,Copenhagen,"
    "Cupertino,Denmark,Edinburgh,Finland,France,Germany,Guangzhou,Hangzhou,Hefei,Helsinki,"
    "Hong Kong,Hong Kong SAR,India,Israel,Italy,Japan,Korea,Kyoto,Lausanne,Lexington,London,Macau,"
    "Madison,Manchester,Melbourne,Menlo Park,Montreal,Mountain View,Nanjing,Netherlands,New York,"
    "Norway,Oslo,P.R. China,Palo Alto,Paris,Pittsburgh,PR China,PRC,Redmond,Republic of Korea,"
    "Russia,San Francisco,San Jose,Santa Clara,Saudi Arabia,Seattle,Seoul,Shanghai,Shenzhen,"
    "Singapore,South Korea,Spain,Sunnyvale,Sweden,Switzerland,Sydney,Taiwan,Tel Aviv,Tokyo,Toronto,"
    "U.K.,U.S.,U.S.A.,UAE,UK,United Arab Emirates,United Kingdom,United States,"
    "United States of America,Urbana,US,USA,Vietnam,Warsaw,Waterloo,Wuhan,Zurich,中国,北京,上海"
)
# Towns that share their name with a university, which is far more often meant.
_COLLEGE_TOWNS = _keys("Berkeley,Columbia,Oxford,Princeton,Rochester")
_UNIT = re.compile(
    r"(?:dept|department|school|faculty|college|division|centre|center|chair|institute) (?:of|for) "
    r"|(?:.* )?(?:department|school|faculty)$"
)


def is_place(text: str) -> bool:
    """Return whether the words name a town, a state or a country, whatever else they may name."""
    words = organization.key(text)
    return words in _CITIES or words in _REGIONS


def is_place_or_unit(text: str) -> bool:
    """Return whether the words only locate a name beside them: `Beijing`, `School of Computing`."""
    return is_place(text) or _UNIT.match(organization.key(text)) is not None


def is_town_of(text: str, region: str) -> bool:
    """Return whether two fields are an address and no university: `Cambridge` and `MA`."""
    words = organization.key(text)
    is_town = words in _CITIES or words in _COLLEGE_TOWNS
    return is_town and organization.key(region) in _REGIONS
