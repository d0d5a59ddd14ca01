"""所在区县及所属行业: one cell that names a district and an industry, taken apart."""

import re
from datetime import date
from typing import NamedTuple

from jianyou.codes import industry, region

_CITY = re.compile(r"^\s*(?:中国)?(?:重庆市?|渝)(?=\s*(?:$|[^\w]))")


class Location(NamedTuple):
    """What the cell says of either; None where it doesn't say it."""

    region: region.RegionMatch | None
    industry: industry.IndustryMatch | None


def recognize(text: str, as_of: date) -> Location:
    """Read a cell such as `渝北区 C36汽车制造业` as of a day; positions are those of `text`."""
    found = region.recognize(text, as_of)
    rest = text
    for start, end in found.spans if found else ():
        rest = rest[:start] + "\n" * (end - start) + rest[end:]
    rest = _CITY.sub(lambda city: "\n" * len(city[0]), rest)
    return Location(found, industry.recognize(rest))
