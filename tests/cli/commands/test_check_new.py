"""`aiev check --new-since` and `--baseline` tell only what is new, at the line that is new."""

import json
import re
import subprocess

import pytest

OLD = """# Awesome

## Engines

- [Right Title of a paper](https://arxiv.org/abs/2401.00001), 3 Jan 2024
- [Another Work of others](https://arxiv.org/abs/2401.00002)
- [Repository](https://github.com/a/b)
- [Wrong from of old](https://arxiv.org/abs/2413.00001)

## Quantization

- [Quiet numbers at night](https://arxiv.org/abs/2402.00001) | 2024 | Nowhere Univesity

## June 2024

## CC [Broken](https//old.example)
"""


def git(folder, *words):
    subprocess.run(
        ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@a.example", *words],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(home, monkeypatch):
    """A repository with a list, committed as it was."""
    folder = home.folder / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git(folder, "init", "-q")
    (folder / "README.md").write_text(OLD, encoding="utf-8")
    git(folder, "add", "README.md")
    git(folder, "commit", "-qm", "old")
    return folder


@pytest.fixture(params=["--new-since", "--baseline"])
def told(request, aiev, repository):
    """Says what is new in a text: by git, and by the JSON of an earlier check."""
    (repository / "baseline.json").write_text(aiev("check", "README.md", "--json").out)
    of = "HEAD" if request.param == "--new-since" else "baseline.json"

    def check(text, *words):
        (repository / "README.md").write_text(text, encoding="utf-8")
        done = aiev("check", "README.md", request.param, of, *words)
        return done.code, [
            (text.split("\n")[int(line) - 1], code)
            for line, code in re.findall(r"^README\.md:(\d+): \w+ ([\w-]+): ", done.out, re.M)
        ]

    check.by_git = request.param == "--new-since"
    return check


def test_old_debt_is_not_told_wherever_it_has_moved(told):
    assert told(OLD) == (0, [])
    assert told(OLD.replace("# Awesome\n", "# Awesome\n\nSome words.\n\nMore of them.\n")) == (
        0,
        [],
    )
    parts = OLD.split("## Quantization")
    assert told(parts[0].replace("## Engines", "## Quantization") + parts[1])[1] == []
    assert told(OLD.replace("[Wrong from of old]", "[Wrong from of old, named anew]")) == (0, [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- [Mistyped](https://arxiv.org/abs/2413.00002)", "impossible-id"),
        ("- [Garbled](https://arxiv.org/abs/2403.00005) [[code]](https//a.example)", "broken-link"),
        ("- [Another Work of others](https://arxiv.org/abs/2401.00002v2)", "repeated-entry"),
        ("- [Repository](https://github.com/a/b.git)", "repeated-entry"),
    ],
)
@pytest.mark.parametrize("at", ["before", "behind"])
def test_what_a_pull_request_adds_is_told_at_its_line(told, line, code, at):
    """Also above what it repeats: the newcomer is told, and the check fails."""
    mark = "## Engines\n\n" if at == "before" else "2413.00001)\n"
    exit_code, found = told(OLD.replace(mark, f"{mark}{line}\n"))
    assert exit_code == 1
    if told.by_git or at == "behind":
        assert found == [(line, code)]
    else:
        assert [one for _, one in found] == [code]


def test_an_exact_copy_is_told_where_it_was_put_in(aiev, repository):
    """Not where the original stands, though both have the same words."""
    line = "- [Another Work of others](https://arxiv.org/abs/2401.00002)\n"
    wrong = "- [Wrong from of old](https://arxiv.org/abs/2413.00001)\n"
    text = OLD.replace("## Engines\n\n", f"## Engines\n\n{line}{wrong}")
    (repository / "README.md").write_text(text, encoding="utf-8")
    done = aiev("check", "README.md", "--new-since", "HEAD")
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [
        "README.md:5:",
        "README.md:6:",
        "README.md:6:",
    ]


def test_a_copied_address_is_told_at_the_copy(told):
    line = "- [Quite unlike anything here](https://arxiv.org/abs/2401.00001)"
    code, found = told(OLD.replace("2413.00001)\n", f"2413.00001)\n{line}\n"))
    assert (code, found) == (1, [(line, "unlike-titles")])


def test_the_same_again_counts(told):
    """One wrong organization was there; a second one of the same entry is one more."""
    again = "- [Wrong from of old](https://arxiv.org/abs/2413.00001)\n"
    code, found = told(OLD.replace(again, again * 2))
    assert code == 1
    assert ("impossible-id" in [one for _, one in found]) is True
    assert len([one for _, one in found if one == "impossible-id"]) == 1


def test_a_level_decides_about_new_ones_too(told):
    text = OLD.replace("2413.00001)\n", "2413.00001)\n- [Repository](https://github.com/a/b.git)\n")
    assert told(text)[0] == 1
    assert told(text, "--level", "warning") == (0, [])
    assert told(text, "--level", "info")[0] == 1


def test_a_section_unheard_of_is_told_and_the_next_months_is_not(aiev, repository):
    text = (
        f"{OLD}\n## Quantisation\n\n- [New](https://arxiv.org/abs/2403.00007)\n\n"
        "## July 2024\n\n## Contributing\n"
    )
    (repository / "README.md").write_text(text, encoding="utf-8")
    done = aiev("check", "README.md", "--new-since", "HEAD")
    assert done.out == (
        "README.md:18: warning unknown-section:"
        " a section that was not there before: Quantisation (near: Quantization)\n"
    )
    assert (done.code, done.err) == (1, "1 new finding: 1 warning; 3 old\n")


def test_what_a_list_does_throughout_hides_no_new_slip(aiev, repository):
    """Ten alike are one finding at the first of them; one more is told where it stands."""
    habit = "".join(f"- [Old {n}](https://a.example/{n}) [[paper] (https://b.example/{n})\n"
                    for n in range(12))  # fmt: skip
    path = repository / "README.md"
    path.write_text(f"## A\n\n{habit}", encoding="utf-8")
    git(repository, "commit", "-qam", "a habit")
    path.write_text(
        f"## A\n\n{habit}- [New](https://a.example/new) [[paper] (https://b.example/new)\n"
    )
    assert aiev("check", "README.md", "--new-since", "HEAD").out.startswith(
        "README.md:15: warning broken-link: "
    )


def test_without_an_earlier_version_all_is_new_or_nothing_is_said(aiev, repository, home):
    (repository / "new.md").write_text(OLD, encoding="utf-8")
    new = aiev("check", "new.md", "--new-since", "HEAD")
    assert "not there before, so that all is new: new.md\n" in new.err
    assert new.out.count("\n") == len(json.loads(aiev("check", "new.md", "--json").out)["findings"])
    as_json = json.loads(aiev("check", "new.md", "--new-since", "HEAD", "--json").out)
    assert (as_json["unknown_before"], as_json["old"]) == (["new.md"], 0)
    for words, said in (
        (["README.md", "--new-since", "no-such"], "git knows no such revision: no-such"),
        (["README.md", "--new-since=--all"], "git knows no such revision: --all"),
        (["-", "--new-since", "HEAD"], "standard input has no earlier version"),
        (["--new-since", "HEAD"], "name one"),
        (["some-list", "--new-since", "HEAD"], "no file is at this path: some-list"),
        (["README.md", "--baseline", "README.md"], "not what `aiev check --format json` prints"),
    ):
        done = aiev("check", *words, stdin=OLD.encode())
        assert (done.code, done.out) == (2, ""), words
        assert said in done.err
    outside = home.folder / "outside.md"
    outside.write_text(OLD, encoding="utf-8")
    done = aiev("check", outside, "--new-since", "HEAD")
    assert (done.code, "in no git repository" in done.err) == (2, True)


def test_a_file_is_found_from_any_folder_and_by_any_name(aiev, repository, monkeypatch):
    """In a subfolder, by a link, with a name that git would quote."""
    inner = repository / "docs"
    inner.mkdir()
    (inner / "ÄÖ [x] *.md").write_text(OLD, encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "more")
    (repository / "link.md").symlink_to(inner / "ÄÖ [x] *.md")
    monkeypatch.chdir(inner)
    monkeypatch.setenv("GIT_DIR", "nowhere")
    for name in ("ÄÖ [x] *.md", "../link.md", "../README.md"):
        done = aiev("check", name, "--new-since", "HEAD")
        assert (done.code, done.err) == (0, "0 new findings; 3 old\n"), name


def test_no_git_is_told(run_aiev, repository):
    done = run_aiev("check", repository / "README.md", "--new-since", "HEAD", PATH="/nowhere")
    assert (done.code, "git cannot be run" in done.err) == (2, True)
