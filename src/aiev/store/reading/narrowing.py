"""One connection's look at a part of the knowledge base, as if there were nothing else."""

import json
import sqlite3
from collections.abc import Sequence

# A view of the temporary schema stands before the table of the same name, so that whatever counts
# and spreads all papers does so with the chosen ones, without a word of its own about it.
_VIEWS = """
create temp view paper as
    select * from main.paper where id in (select id from temp.chosen);
create temp view entry as
    select * from main.entry where paper_id in (select id from temp.chosen);
create temp view authorship as
    select * from main.authorship where paper_id in (select id from temp.chosen);
create temp view paper_organization as
    select * from main.paper_organization where paper_id in (select id from temp.chosen);
create temp view author as
    select * from main.author where id in (select author_id from temp.authorship);
create temp view topic as
    select * from main.topic where id in (select topic_id from temp.entry);
create temp view list as
    select * from main.list where id in (select list_id from temp.entry);
"""


def narrow(connection: sqlite3.Connection, papers: Sequence[int]) -> None:
    """Let the connection see only these papers, and what they are filed under, from now on.

    Nothing is written: all of it is the connection's own and ends with it.
    """
    connection.execute("create temp table chosen (id integer primary key)")
    connection.execute(
        "insert into temp.chosen (id) select value from json_each(?)", (json.dumps(papers),)
    )
    for view in _VIEWS.split(";")[:-1]:
        connection.execute(view)
