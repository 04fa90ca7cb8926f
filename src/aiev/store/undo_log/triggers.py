"""The triggers that write the undo log, made from the schema for one connection alone.

They are temporary, so that other programs write to the database as if they were not there. A row
that came is kept as its fingerprint, which tells later whether it is as it was; one that went is
kept whole; of one that changed, the columns that did, before and after.
"""

from collections.abc import Iterator

from aiev.store.undo_log.logged_tables import LoggedTable, quoted

# The functions that `recorder` lends to the connection.
IS_OPEN, CAME, WENT, CHANGED = "aiev_is_open", "aiev_came", "aiev_went", "aiev_changed"


def statements(table: LoggedTable, number: int, *, step: int) -> Iterator[str]:
    """Yield what makes the triggers of a table, which log under the number of this step.

    `number` is the table's among those that are followed.
    """
    new, old = _values("new", table.columns), _values("old", table.columns)
    both = ", ".join(f"old.{quoted(name)}, new.{quoted(name)}" for name in table.columns)
    yield _trigger(table, step, "insert", f"{CAME}({new})")
    yield _trigger(table, step, "delete", f"{WENT}({number}, {old})")
    yield _trigger(
        table,
        step,
        "update",
        f"{CHANGED}({number}, {both})",
        of=f" of {', '.join(map(quoted, table.columns))}",
        when=f" and ({new}) is not ({old})",
    )


def _trigger(
    table: LoggedTable, step: int, event: str, image: str, *, of: str = "", when: str = ""
) -> str:
    name = table.name.replace("'", "''")
    # A row whose key changed is found by the new one.
    key = _values("old" if event == "delete" else "new", table.key)
    return (
        f"create temp trigger {quoted(f'undo_{event}_{table.name}')} after {event}{of}"
        f" on main.{quoted(table.name)} when {IS_OPEN}(){when} begin"
        ' insert into undo_change (step_id, table_name, event, "key", image)'
        f" values ({step}, '{name}', '{event}', json_array({key}), {image}); end"
    )


def _values(row: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{quoted(name)}" for name in columns)
