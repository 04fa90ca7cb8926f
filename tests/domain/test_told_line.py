"""A command line is kept as it could be given again, and nothing of it that is secret."""

import shlex

import pytest

from aiev.domain.told_line import told


@pytest.mark.parametrize(
    ("words", "secret"),
    [
        (["import", "https://ada:S3CR3T@host.example/list.md"], "S3CR3T"),
        (["add", "https://S3CR3T@host.example/x"], "S3CR3T"),
        (["add", "https://host.example/x?token=S3CR3T&page=2"], "S3CR3T"),
        (["add", "https://host.example/x?X-Amz-Signature=S3CR3T"], "S3CR3T"),
        (["enrich", "--api-key", "S3CR3T"], "S3CR3T"),
        (["enrich", "--password=S3CR3T"], "S3CR3T"),
        (["edit", "1", "--note", "AIEV_S2_KEY=S3CR3T"], "S3CR3T"),
        (["edit", "1", "--note", "Authorization: Bearer S3CR3T"], "S3CR3T"),
        (["edit", "1", "--note", "ghp_0123456789abcdef"], "ghp_0123456789abcdef"),
        (["edit", "1", "--note", "use sk-0123456789abcdef please"], "sk-0123456789abcdef"),
    ],
)
def test_secrets_are_left_out(words, secret):
    line = told(words)
    assert secret not in line
    assert "***" in line


@pytest.mark.parametrize(
    "words",
    [
        ["edit", "2401.00001", "--note", 'it\'s "quoted" & more', "--keywords", "MoE, key"],
        ["import", "https://host.example/list.md?page=2", "my list.md"],
        ["export", "bibtex", "--key-pattern", "[auth:lower][year]"],
    ],
)
def test_all_else_can_be_given_again(words):
    assert shlex.split(told(words)) == ["aiev", *words]


def test_it_is_one_line_of_bounded_length():
    line = told(["edit", "1", "--note", "a\nb\x1b[31m" + "x" * 10_000])
    assert "\n" not in line
    assert len(line) == 500
