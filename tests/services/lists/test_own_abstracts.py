"""The abstract that a list itself gives: kept in a field of its own, found, shown, never lost."""

import json

LIST = """# Birds

## Waders

- [Heron: Waders at Night](https://arxiv.org/abs/2401.00001)
  - Abstract: Herons stand in shallow zygomorphic water.
- [Stilt: Long Legs](https://arxiv.org/abs/2402.00002)
"""
OTHER = """# Others

## Geese

- [Brant: Geese by Day](https://arxiv.org/abs/2403.00003) | goes south
- [Grey: Geese by Night](https://arxiv.org/abs/2403.00004) | goes north
"""
SAID = "Herons stand in shallow zygomorphic water."


def import_list(home, aiev, name, text):
    path = home.folder / f"{name}.md"
    path.write_text(text)
    assert aiev("import", path, "--name", name, "--no-enrich").code == 0
    return path


def entry(aiev):
    return json.loads(aiev("show", "2401.00001", "--json").out)["entries"][0]


def test_it_has_a_field_of_its_own_is_found_and_shown(home, aiev):
    import_list(home, aiev, "birds", LIST)
    assert (entry(aiev)["abstract"], entry(aiev)["note"]) == (SAID, None)
    found = json.loads(aiev("search", "zygomorphic", "--json").out)["papers"]
    assert [one["arxiv_id"] for one in found] == ["2401.00001"]
    assert f"abstract\t{SAID} (birds)" in aiev("show", "2401.00001").out


def test_a_backup_brings_it_back(home, aiev, monkeypatch):
    import_list(home, aiev, "birds", LIST)
    assert aiev("backup", home.folder / "b.jsonl").code == 0
    monkeypatch.setenv("AIEV_DB", str(home.folder / "other.db"))
    assert aiev("import", home.folder / "b.jsonl", "--no-enrich").code == 0
    assert entry(aiev)["abstract"] == SAID


def test_its_words_go_along_to_another_list(home, aiev):
    import_list(home, aiev, "birds", LIST)
    other = import_list(home, aiev, "others", OTHER)
    assert aiev("edit", "2401.00001", "--list", "others", "--topic", "Geese").code == 0
    assert aiev("sync", other).code == 0
    assert SAID.rstrip(".") in other.read_text()
    assert "zygomorphic" in entry(aiev)["note"]


def test_a_note_of_the_list_is_written_beside_it(home, aiev):
    path = import_list(home, aiev, "birds", LIST)
    assert aiev("edit", "2401.00001", "--note", "stands still").code == 0
    assert aiev("sync", path).code == 0
    assert f"Abstract: {SAID}" in path.read_text()
    assert (entry(aiev)["abstract"], entry(aiev)["note"]) == (SAID, "stands still")
