"""`aiev open`: the page or the PDF, in the browser that BROWSER names."""

import pytest

import knowledge


@pytest.fixture
def browser(home):
    """A browser that writes down what it is asked to show."""
    script = home.folder / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{home.folder}/seen"\n')
    script.chmod(0o755)
    return script


def seen(home):
    path = home.folder / "seen"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize(
    ("words", "url"),
    [
        (["2405.00011"], "https://arxiv.org/abs/2405.00011"),
        (["arXiv:2405.00011v2", "--pdf"], "https://arxiv.org/pdf/2405.00011"),
        (["https://github.com/kite/kite-serve"], "https://github.com/kite/kite-serve"),
    ],
)
def test_it_opens_what_is_asked_for(run_aiev, small, home, browser, words, url):
    done = run_aiev("open", *words, BROWSER=str(browser))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert seen(home) == [url]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "-remote", "data:text/html,x"]
)
def test_an_address_that_is_no_page_is_not_opened(run_aiev, small, home, browser, url):
    knowledge.change(small, f"update paper set url = '{url}' where id = 3")
    done = run_aiev("open", "3", BROWSER=str(browser))
    assert done.code == 1
    assert "no web address is known of it" in done.err
    assert seen(home) == []


def test_a_pdf_that_nobody_knows_is_told(run_aiev, small, home, browser):
    done = run_aiev("open", "https://github.com/kite/kite-serve", "--pdf", BROWSER=str(browser))
    assert done.code == 1
    assert "no PDF is known" in done.err


def test_a_browser_that_does_not_start_is_told_with_the_address(run_aiev, small):
    done = run_aiev("open", "2405.00011", BROWSER="/no/such/browser", PATH="/nowhere")
    assert done.code == 1
    assert "https://arxiv.org/abs/2405.00011" in done.err
