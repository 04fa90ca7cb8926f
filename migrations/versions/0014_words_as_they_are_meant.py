"""Titles and abstracts as they are read, and the words of the index as people write them.

arXiv's TeX (`H$_2$O`) is read once: the column has H₂O, another what arXiv wrote. The words of
Chinese, Japanese and Korean, and those with a sign (C++), stand in the index as the package tells
them, as SQLite parts them otherwise. For a paper that has any, they are in a table of their own;
its triggers only say that there are some, so that any program may write.

Revision: 0014
Follows: 0013
"""

import sqlalchemy as sa
from alembic import op

from aiev.domain import written_tex
from aiev.query import tokens
from aiev.sources.arxiv import tex_reading

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_INDEXED = ("title", "abstract", "authors", "topics", "organizations", "listed")
_COLUMNS = ", ".join(_INDEXED)
_NEW = ", ".join(f"new.{column}" for column in _INDEXED)
_CHANGED = " or ".join(f"old.{column} is not new.{column}" for column in _INDEXED)
_SPELT = ", ".join(f"ifnull(words.{column}, old.{column})" for column in _INDEXED)
_FORGET = (
    f"insert into paper_fts(paper_fts, rowid, {_COLUMNS}) select 'delete', old.id, {_SPELT}"
    " from (select 1) left join paper_words as words on words.paper_id = old.id;"
)
_LEARN = f"insert into paper_fts(rowid, {_COLUMNS}) values (new.id, {_NEW});"
_TEXT = " || char(10) || ".join(f"ifnull({{row}}.{column}, '')" for column in _INDEXED)
# From 々 on letters may be such that are written without blanks.
_IS_SPECIAL = (
    "(instr(said, '+') or instr(said, '#') or instr(said, '*')"
    " or said glob '*[\u3005-\U000323af]*')"
)
_NOTE = (
    "insert into paper_words (paper_id) select new.id"
    f" from (select {_TEXT.format(row='new')} as said) where {_IS_SPECIAL};"
)
_TRIGGERS = {
    "paper_insert": f"after insert on paper begin {_LEARN} {_NOTE} end",
    # Before, as foreign keys take the words away with the paper.
    "paper_delete": f"before delete on paper begin {_FORGET}"
    " delete from paper_words where paper_id = old.id; end",
    "paper_update": f"after update of {_COLUMNS} on paper when {_CHANGED} begin {_FORGET}"
    f" delete from paper_words where paper_id = old.id; {_LEARN} {_NOTE} end",
    **{
        f"paper_{column}_update": f"after update of {column} on paper when old.{column} is not"
        f" new.{column} and old.tex_{column} is new.tex_{column} and new.tex_{column} is not null"
        f" begin update paper set tex_{column} = null where id = new.id; end"
        for column in ("title", "abstract")
    },
}
_VIEW = ", ".join(f"ifnull(words.{column}, paper.{column}) as {column}" for column in _INDEXED)
_MAY_BE_TEX = "(instr({0}, '$') or instr({0}, char(92)) or instr({0}, '&'))"
_PART = 2_000


def upgrade() -> None:
    for name in ("paper_insert", "paper_delete", "paper_update"):
        op.execute(f"drop trigger {name}")
    op.execute("drop table paper_fts")
    op.add_column("paper", sa.Column("tex_title", sa.String(), nullable=True))
    op.add_column("paper", sa.Column("tex_abstract", sa.LargeBinary(), nullable=True))
    op.create_table(
        "paper_words",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("is_spelt", sa.Boolean(), server_default="0", nullable=False),
        *(sa.Column(column, sa.String(), nullable=True) for column in _INDEXED),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_words_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_words")),
    )
    op.create_index(op.f("ix_paper_words_is_spelt"), "paper_words", ["is_spelt"])
    op.execute(
        f"create view paper_indexed as select paper.id, {_VIEW}"
        " from paper left join paper_words as words on words.paper_id = paper.id"
    )
    _read_tex()
    _spell()
    # Datasette and sqlite-utils find an index by the table that it says it is of.
    op.execute(
        "create virtual table paper_fts using fts5("
        f"/* content=\"paper\" */ {_COLUMNS}, content='paper_indexed',"
        " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute("insert into paper_fts(paper_fts) values ('rebuild')")
    for name, body in _TRIGGERS.items():
        op.execute(f"create trigger {name} {body}")
    # The next command that writes counts the terms anew.
    op.execute("delete from setting where key = 'terms'")


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")


def _read_tex() -> None:
    connection = op.get_bind().connection.driver_connection
    for column in ("title", "abstract"):
        found = connection.execute(
            f"select id, {column} from paper where {_MAY_BE_TEX.format(column)}"
            + (" and not has_user_title" if column == "title" else "")
        )
        while rows := found.fetchmany(_PART):
            read = ((number, *tex_reading.read(text)) for number, text in rows)
            changed = [
                (told, written if column == "title" else written_tex.pack(written, told), number)
                for number, told, written in read
                if written is not None
            ]
            connection.executemany(
                f"update paper set {column} = ?, tex_{column} = ? where id = ?", changed
            )


def _spell() -> None:
    connection = op.get_bind().connection.driver_connection
    found = connection.execute(
        f"select id, {_COLUMNS} from paper where exists"
        f" (select 1 from (select {_TEXT.format(row='paper')} as said) where {_IS_SPECIAL})"
    )
    values = ", ".join("?" * len(_INDEXED))
    while rows := found.fetchmany(_PART):
        words = ((number, *map(tokens.index_text, map(_text, texts))) for number, *texts in rows)
        connection.executemany(
            f"insert into paper_words (paper_id, is_spelt, {_COLUMNS}) values (?, 1, {values})",
            [row for row in words if any(row[1:])],
        )


def _text(column: str | None) -> str:
    return column or ""
