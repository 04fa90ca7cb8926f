"""Years, topics and organizations: what a facet counts is what following it shows."""

import json

import pytest

from serving import address, found_by, get


def facets(url):
    """Return of each facet its values in order, with their counts."""
    found = json.loads(get(url))["facet_results"]
    return {
        name: [(each["value"], each["count"]) for each in facet["results"]]
        for name, facet in found.items()
    }


def test_papers_are_counted_by_year_topic_and_organization(papers):
    """None of the shipped facets was what the lists are ordered by."""
    counted = facets(f"{papers}.json")
    assert counted["year"] == [("2025", 1), ("2024", 3), ("2023", 1)]
    assert dict(counted["topic"]) == {
        "Serving": 3,
        "Serving > Offloading": 2,
        "Mixture of Experts": 2,
    }
    assert ("DeepSeek", 1) in counted["organization"]


@pytest.mark.parametrize("asked", [{}, {"_search": "kite"}, {"kind": "paper", "_year": "2024"}])
def test_as_many_papers_are_shown_as_a_facet_counts(papers, asked):
    answer = json.loads(get(address(f"{papers}.json", **asked)))
    for facet in answer["facet_results"].values():
        for choice in facet["results"]:
            if not choice["selected"]:
                shown = json.loads(get(choice["toggle_url"]))
                assert shown["filtered_table_rows_count"] == choice["count"], choice


def test_what_is_chosen_is_told_and_can_be_taken_back(papers):
    asked = {"_topic": "Serving > Offloading", "_year": "2024"}
    page = get(address(papers, **asked))
    assert "year is &#34;2024&#34; and topic is &#34;Serving &gt; Offloading&#34;" in page
    assert '<input type="hidden" name="_topic" value="Serving &gt; Offloading">' in page
    answer = json.loads(get(address(f"{papers}.json", **asked)))
    choices = answer["facet_results"]["topic"]["results"]
    [chosen] = [each for each in choices if each["selected"]]
    assert "_topic" not in chosen["toggle_url"]
    assert "_year=2024" in chosen["toggle_url"]


def test_a_choice_leads_from_a_later_page_to_the_first(papers):
    first = json.loads(get(address(f"{papers}.json", _size=1, _topic="Serving")))
    later = json.loads(get(first["next_url"]))
    for facet in ("year", "topic"):
        for choice in later["facet_results"][facet]["results"]:
            assert "_next" not in choice["toggle_url"]
            assert json.loads(get(choice["toggle_url"]))["rows"]


def test_two_topics_are_both_asked_for(papers):
    both = f"{papers}.json?_topic=Serving&_topic=Serving+%3E+Offloading&_shape=array"
    assert found_by(both) == ["2405.00011"]


def test_a_value_that_no_paper_has_finds_none(papers):
    for name in ("year", "topic", "organization"):
        asked = {f"_{name}": "x' or 1 = 1 --", "_shape": "array"}
        assert found_by(address(f"{papers}.json", **asked)) == []


def test_other_tables_have_no_such_filter(papers):
    entries = papers.replace("/paper", "/entry.json")
    assert get(address(entries, _year="1066", _shape="array")) == get(
        address(entries, _shape="array")
    )
