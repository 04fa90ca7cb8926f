"""The anchor over a heading is no part of the paper above it: removing the paper keeps it."""

LIST = """# L

[Kites](#kites)

## Nets

**Knots in Wide Nets: A Method for Ropes**

- Paper: https://arxiv.org/abs/2306.17010
- Code: https://github.com/ada/knots

**Knots in Small Nets: A Method for Lines**

- Paper: https://arxiv.org/abs/2306.17011

<a name="kites"></a>

## All about kites

**Kites in Wide Nets: A Method for Sails**

- Paper: https://arxiv.org/abs/2306.17012
"""


def test_a_removed_paper_leaves_the_anchor_of_the_next_section(home, run_aiev):
    path = home.folder / "l.md"
    path.write_text(LIST)
    assert run_aiev("import", path, "--no-enrich").code == 0
    assert run_aiev("remove", "2306.17011").code == 0
    out = run_aiev("export", "source").out
    assert "2306.17011" not in out
    assert '\n<a name="kites"></a>\n\n## All about kites\n' in out
