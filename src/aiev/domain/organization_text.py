"""How lists write organizations: what joins two names, and what surrounds a name."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from aiev.domain import organization

# A place or a department beside a name that is known adds nothing to it.
_PLACES = frozenset(
    """australia austria beijing belgium boston brazil ca canada chengdu china denmark finland
    france germany guangzhou hangzhou hefei hong kong hong kong sar india israel italy japan korea
    london macau nanjing netherlands new york norway p r china paris pr china prc republic of korea
    russia san francisco saudi arabia seattle seoul shanghai shenzhen singapore south korea spain
    sweden switzerland taipei taiwan tokyo toronto u k u s u s a uae uk united kingdom
    united states united states of america us usa vietnam wuhan zurich""".replace(
        "\n    ", " "
    ).split()
)
