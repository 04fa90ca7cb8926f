"""Datasette's facets of papers by year, topic and organization: counts, and links that filter.

By itself Datasette counts the values of one column. But a date is another value each day, and
topics and organizations stand in other tables.
"""

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.filters import FilterArguments
from datasette.utils import path_with_added_args, path_with_removed_args
from datasette.utils.asgi import Request

from aiev.value import value
from aiev.web.metadata import DATABASE, FACET


@value
class _Group:
    """What papers are counted by: a query of values and papers, and the order of the values."""

    values: str
    order: str = "count desc, value"

    def counts(self, papers: str, *, limit: int) -> str:
        return f"""
select value, count(distinct paper) as count
from ({self.values})
where paper in (select id from ({papers}))
group by value
order by {self.order}
limit {limit}
"""


_GROUPS = {
    # The first day of a date is indexed; it is of the same year.
    "year": _Group(
        "select substr(issued_low, 1, 4) as value, id as paper"
        " from paper where issued_low is not null",
        "value desc",
    ),
    "topic": _Group(
        "select topic.path as value, paper_id as paper"
        " from entry join topic on topic.id = entry.topic_id"
    ),
    "organization": _Group(
        "select organization.name as value, paper_id as paper"
        " from paper_organization join organization on organization.id = organization_id"
    ),
}


class _Counts(Facet):  # type: ignore[misc]  # Datasette has no types
    """The facets of papers by something that is no column."""

    type = FACET

    async def facet_results(self) -> tuple[list[dict[str, object]], list[str]]:
        """Return what was counted, and the names of what took too long."""
        asked = [each["config"]["simple"] for each in self.get_configs()]
        counted, late = [], []
        for name in dict.fromkeys(each for each in asked if each in _GROUPS):
            try:
                counted.append(await self._counted(name))
            except QueryInterrupted:
                late.append(name)
        return counted, late

    async def _counted(self, name: str) -> dict[str, object]:
        size = self.get_facet_size()
        found = await self.ds.execute(
            self.database,
            _GROUPS[name].counts(self.sql, limit=size + 1),
            self.params,
            custom_time_limit=self.ds.setting("facet_time_limit_ms"),
        )
        return {
            "name": name,
            # The page writes any other type beside the name.
            "type": "column",
            "hideable": False,
            "results": [self._choice(name, row) for row in found.rows[:size]],
            "truncated": len(found) > size,
        }

    def _choice(self, name: str, row: dict[str, object]) -> dict[str, object]:
        text = str(row["value"])
        asked = f"_{name}"
        is_selected = text in self.request.args.getlist(asked)
        # From any later page to the first one of the papers that are then shown.
        if is_selected:
            here = {asked: text, "_next": self.request.args.get("_next")}
            path = path_with_removed_args(self.request, here)
        else:
            path = path_with_added_args(self.request, {asked: text, "_next": None})
        return {
            "value": text,
            "label": text,
            "count": row["count"],
            "toggle_url": self.ds.absolute_url(self.request, self.ds.urls.path(path)),
            "selected": is_selected,
        }


class Facets:
    """A plugin: the facets, and `_year=`, `_topic=` and `_organization=` in an address."""

    __name__ = __name__

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def register_facet_classes(self) -> list[type[Facet]]:
        """Return the facets that the tables of the metadata may name."""
        return [_Counts]

    @hookimpl  # type: ignore[untyped-decorator]  # Datasette has no types
    def filters_from_request(
        self, request: Request, database: str, table: str
    ) -> FilterArguments | None:
        """Return the conditions that the address asks of papers."""
        if (database, table) != (DATABASE, "paper"):
            return None
        asked = [(name, text) for name in _GROUPS for text in request.args.getlist(f"_{name}")]
        named = {f"{name}_{number}": text for number, (name, text) in enumerate(asked)}
        return FilterArguments(
            [
                f"id in (select paper from ({_GROUPS[name].values}) where value = :{parameter})"
                for parameter, (name, _) in zip(named, asked, strict=True)
            ],
            named,
            [f'{name} is "{text}"' for name, text in asked],
        )
