"""Who stands how to whom, who can lead us to whom, and where too much hangs on one thread.

Pure rules on the records one member may see: what they are not shown, no answer here hangs on.
"""

from __future__ import annotations

from handlers.rules.network.balance import Month, by_month, months_back
from handlers.rules.network.coverage import (
    OneDepartment,
    Single,
    kind_of,
    kinds_without,
    never_contacted,
    one_department,
    single_contacts,
    warm_though_small,
)
from handlers.rules.network.links import (
    STRENGTH,
    Link,
    Why,
    alive,
    links_of,
    living,
    told_links,
)
from handlers.rules.network.paths import HOPS, Path, paths, steps_between
from handlers.rules.network.regard import Regard, latest, regard_of
from handlers.rules.network.structure import above, beside, holders, people_at, within

__all__ = [
    "HOPS",
    "STRENGTH",
    "Link",
    "Month",
    "OneDepartment",
    "Path",
    "Regard",
    "Single",
    "Why",
    "above",
    "alive",
    "beside",
    "by_month",
    "holders",
    "kind_of",
    "kinds_without",
    "latest",
    "links_of",
    "living",
    "months_back",
    "never_contacted",
    "one_department",
    "paths",
    "people_at",
    "regard_of",
    "single_contacts",
    "steps_between",
    "told_links",
    "warm_though_small",
    "within",
]
