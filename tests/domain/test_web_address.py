import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import web_address

labels = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
addresses = st.builds(
    "{}://{}.{}/{}?{}={}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    labels,
    st.sampled_from(["com", "ORG", "io:8080", "com:443"]),
    st.text(alphabet="aA~%2f/é:,. -", max_size=12),
    labels,
    st.text(alphabet="aA%20+é&=", max_size=8),
    labels,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/owner/name", "http://www.github.com/owner/name/"),
        ("https://github.com/owner/name", "github.com/owner/name.git"),
        ("https://example.org/a?b=1&a=2", "https://EXAMPLE.org/a?a=2&b=1"),
        ("https://example.org/a", "https://example.org/a?utm_source=x&fbclid=y#part"),
        ("https://example.org", "https://example.org:443/"),
        ("https://example.org/a%20b", "https://example.org/a b"),
        ("https://example.org/~a", "https://example.org/%7Ea"),
        ("example.org//a", "https://Example.org//a"),
        ("https://openreview.net/forum?id=aB&noteId=c", "https://openreview.net/pdf?id=aB"),
        ("https://doi.org/10.1145/1.2", "https://dl.acm.org/doi/abs/10.1145/1.2"),
        ("https://dx.doi.org/10.1145/1.2", "https://dl.acm.org/doi/pdf/10.1145/1.2?download=true"),
        ("https://doi.org/10.1007/A-1", "https://link.springer.com/chapter/10.1007/a-1"),
        (
            "https://aclanthology.org/2024.acl-long.1/",
            "https://aclanthology.org/2024.acl-long.1.pdf",
        ),
        ("https://www.aclweb.org/anthology/P19-1001.pdf", "https://aclanthology.org/P19-1001"),
        ("https://doi.org/10.18653/v1/P19-1001", "https://aclanthology.org/P19-1001v2.pdf"),
        (
            "https://proceedings.mlr.press/v97/bee19a.html",
            "http://proceedings.mlr.press/v97/bee19a/bee19a.pdf",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2023/hash/0123456789abcdef0123-Abstract-Conference.html",
            "https://papers.nips.cc/paper/2023/file/0123456789abcdef0123-Paper-Conference.pdf",
        ),
        ("https://papers.nips.cc/paper/71-bees.pdf", "http://papers.nips.cc/paper/71-bees"),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/html/Bee_CVPR_2021_paper.html",
            "https://openaccess.thecvf.com/content/CVPR2021/papers/Bee_CVPR_2021_paper.pdf",
        ),
    ],
)
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    assert web_address.normalise(one) == web_address.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/a?v=1"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a", "https://docs.example.org/a"),
        ("https://example.org/%ff", "https://example.org/%fe"),
        ("https://example.org/?a=%ff", "https://example.org/?a=%fe"),
        ("mailto:ada@example.org", "mailto:bob@example.org"),
        ("#offloading", "#routing"),
        ("docs/a.md", "docs/b.md"),
        ("https://example.org/#A#1", "https://example.org/#B#0"),
        ("https://example.org/#/paper/1", "https://example.org/#/paper/2"),
        ("https://openreview.net/forum?id=a", "https://openreview.net/forum?id=A"),
        ("https://openreview.net/group?id=a", "https://openreview.net/forum?id=a"),
        ("https://proceedings.mlr.press/v97/", "https://proceedings.mlr.press/v98/"),
        (
            "https://openaccess.thecvf.com/content/CVPR2021/papers/Bee_CVPR_2021_paper.pdf",
            "https://openaccess.thecvf.com/content/CVPR2021/supplemental/Bee_CVPR_2021_paper.pdf",
        ),
    ],
)
def test_unlike_addresses_stay_apart(one: str, other: str) -> None:
    assert web_address.normalise(one) != web_address.normalise(other)


@pytest.mark.parametrize("text", ["http://[broken", "https://example.org:port/a", "mailto:a@b.c"])
def test_what_is_no_web_address_is_kept_as_it_is(text: str) -> None:
    assert web_address.normalise(f" {text} ") == text


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/microsoft/DeepSpeed", "code"),
        ("github.com/microsoft/DeepSpeed", "code"),
        ("https://www.github.com/a/b/", "code"),
        ("https://gist.github.com/a/b", "code"),
        ("https://huggingface.co/owner/model", "code"),
        ("https://huggingface.co/owner/model/", "code"),
        ("https://huggingface.co/blog/moe", "web"),
        ("https://huggingface.co/docs/accelerate/index", "web"),
        ("https://docs.github.com/a", "web"),
        ("https://github.com/a/b/blob/main/paper.PDF", "paper"),
        ("https://aclanthology.org/2024.acl-long.1/", "paper"),
        ("https://www.usenix.org/conference/atc21/presentation/ren-jie", "paper"),
        ("https://dl.acm.org/doi/10.1145/1", "paper"),
        ("https://notieee.org/a", "web"),
        ("https://imbue.com/research/70b-infrastructure/", "web"),
        ("http://[broken", "web"),
        ("", "web"),
    ],
)
def test_an_address_tells_what_kind_of_work_it_leads_to(url: str, kind: str) -> None:
    assert web_address.kind(url) == kind


@given(addresses)
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = web_address.normalise(url)
    assert web_address.normalise(once) == once


@given(addresses)
def test_the_scheme_tells_no_addresses_apart(url: str) -> None:
    rest = url.partition("://")[2]
    assert web_address.normalise(url) == web_address.normalise(rest)


@given(st.text())
def test_no_text_makes_them_fail(text: str) -> None:
    web_address.normalise(text)
    assert web_address.kind(text) in ("paper", "code", "web")
