"""Hostile text in the page, and hosts that keep its script out."""

import pytest

from exporters.html.page_papers import EVIL, PAPERS


def test_hostile_text_is_shown_and_not_run(visit):
    page = visit("#2101.00666")
    shown = page.page.locator("[id='2101.00666']")
    assert EVIL in shown.locator("h3").inner_text()
    assert page.page.locator("img, main script, #list svg").count() == 0
    page.search("onerror quarry")
    page.tick("onerror")
    assert page.page.locator("#chosen button").first.is_visible()
    assert page.ids() == ["2101.00666"]
    dangerous = page.page.locator("a[href^='javascript'], [onfocus], [onerror]")
    assert dangerous.count() == 0


def test_the_policy_stops_what_the_page_did_not_bring(visit):
    page = visit()
    page.page.evaluate(
        "() => { const s = document.createElement('img'); s.src = 'http://127.0.0.1:9/x';"
        " document.body.append(s); }"
    )
    page.settle()
    assert any("Content Security Policy" in problem for problem in page.problems)
    with pytest.raises(Exception, match="TrustedHTML"):
        page.page.evaluate("() => { document.body.innerHTML = '<b>x</b>'; }")
    page.problems.clear()
    page.requests.clear()


def test_a_host_that_keeps_the_script_out_is_told_of(visit, write_page):
    """Where scripts run but not this one, only the first papers can be shown."""
    path = write_page(PAPERS)
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    kept_out = path.with_name("kept-out.html")
    kept_out.write_text(path.read_text("utf-8").replace("<head>", f"<head>{policy}"), "utf-8")
    page = visit(path=kept_out, waits=False)
    assert page.page.locator("#list li").count() < len(PAPERS)
    assert page.page.is_visible(".blocked")
    page.problems.clear()
    assert not visit(path=path).page.is_visible(".blocked")
    plain = visit(path=path, java_script_enabled=False, waits=False)
    assert not plain.page.is_visible(".blocked")
