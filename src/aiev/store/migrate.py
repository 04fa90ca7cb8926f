"""Bringing a database to the newest revision of the schema, with Alembic."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from aiev.config import shipped


def script_config() -> Config:
    """Return Alembic's settings for the migrations that ship with aiev."""
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def newest_revision() -> str:
    """Return the newest revision among the migrations."""
    head = ScriptDirectory.from_config(script_config()).get_current_head()
    assert head is not None, "the migrations hold at least one revision"
    return head


def upgrade(connection: Connection) -> None:
    """Run the migrations that `connection`'s database lacks, within its open transaction."""
    config = script_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
