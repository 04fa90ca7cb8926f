"""Organizations come from the shipped table and the user, whose word stands before the table's."""

from aiev.store.reading import organization_names
from aiev.store.writing import organization_writer
from aiev.store.writing.writer import reader_within
from store.writing.listed import entry, new_list


def test_a_users_spelling_outlives_a_new_table(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        session = papers.session
        connection = reader_within(session).connection
        own = organization_writer.add(session, "My lab")
        organization_writer.set_alias(session, "ML", own)
        assert organization_names.user_aliases(connection)["ML"] == "My lab"
        assert organization_writer.drop_alias(session, "ML")
        assert not organization_writer.drop_alias(session, "ML")
        assert "ML" not in organization_names.user_aliases(connection)


def test_a_papers_organizations_of_a_source_are_exactly_those_given(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session = papers.session
        for name in ("A Lab", "B Lab"):
            organization_writer.add(session, name)
        organization_writer.replace(session, {1: ["B Lab", "A Lab"]}, source="list")
        [paper] = reader_within(session).papers([1])
        assert paper.organizations == ("B Lab", "A Lab")
        organization_writer.replace(session, {1: ["A Lab"]}, source="list")
        ids = organization_writer.ids_by_name(session)
        assert organization_writer.append(session, 1, [ids["A Lab"]], source="user") == 1
        assert organization_writer.append(session, 1, [ids["A Lab"]], source="user") == 0
        [paper] = reader_within(session).papers([1])
        assert [one.sources for one in paper.organization_sources] == [("list", "user")]
