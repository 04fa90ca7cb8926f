"""What agents read by address, and the ready questions that people pick."""

import json

import pytest

import knowledge
from aiev.mcp import prompts, uris
from aiev.store.writing.writer import open_writer


def read(peer, uri):
    (content,) = peer.ask("resources/read", {"uri": uri})["result"]["contents"]
    assert (content["uri"], content["mimeType"]) == (uri, "application/json")
    return json.loads(content["text"])


def test_every_resource_that_is_listed_can_be_read(peer):
    for one in peer.ask("resources/list")["result"]["resources"]:
        assert read(peer, one["uri"])
    templates = peer.ask("resources/templates/list")["result"]["resourceTemplates"]
    assert [one["uriTemplate"] for one in templates] == [
        "aiev://topic/{path}",
        "aiev://paper/{id}",
    ]


def test_topics_are_told_in_their_order(peer):
    assert read(peer, "aiev://topics") == {
        "total": 3,
        "topics": [
            ["Serving", 4, "small"],
            ["Serving > Offloading", 2, "small"],
            ["Mixture of Experts", 2, "small"],
        ],
    }


@pytest.mark.parametrize(
    "uri",
    [
        "aiev://topic/Serving%20%3E%20Offloading",
        "aiev://topic/Serving > Offloading",
        "aiev://topic/offloading",
    ],
)
def test_a_topic_is_read_by_its_path_quoted_or_not(peer, uri):
    found = read(peer, uri)
    assert found["topic"] == "Serving > Offloading"
    assert found["papers"][0]["id"] == "2405.00011"


def test_a_topic_names_what_lies_below_it(peer):
    assert read(peer, "aiev://topic/Serving")["below"] == ["Offloading"]


def test_a_topic_holds_no_paper_of_one_whose_name_has_its_words(peer, home):
    with open_writer(home.database) as writer:
        text = "# L\n\n## Serving of Kites\n\n- [Kite](https://kites.example/1)\n"
        knowledge.store_list(writer, text, name="other")
    assert read(peer, "aiev://topic/Serving")["total"] == 4


@pytest.mark.parametrize("name", ["2405.00011", "1", "https%3A%2F%2Farxiv.org%2Fabs%2F2405.00011"])
def test_a_paper_is_read_by_any_of_its_names(peer, name):
    assert read(peer, f"aiev://paper/{name}")["id"] == "2405.00011"


def test_the_size_of_it_all_is_told(peer):
    found = read(peer, "aiev://stats")
    assert (found["papers"], found["lists"], found["years"]["2025"]) == (6, 1, 1)


@pytest.mark.parametrize(
    "uri",
    [
        "aiev://paper/2401.99999",
        "aiev://paper/nothing",
        "aiev://paper/",
        "aiev://topic/Kites",
        "aiev://topics?cursor=7",
        "aiev://stats/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_of_nothing_is_told_as_such(peer, uri):
    assert peer.ask("resources/read", {"uri": uri})["error"]["code"] == -32002


def test_a_long_topic_is_read_page_by_page(home, start):
    items = "\n".join(f"- [Paper {n}: Kites](https://arxiv.org/abs/2401.{n:05})" for n in range(40))
    with open_writer(home.database) as writer:
        knowledge.store_list(writer, f"# L\n\n## A / B? 100%\n\n{items}\n")
    peer, got = start(), []
    uri = uris.made("topic", "A / B? 100%")
    while uri:
        page = read(peer, uri)
        got += [one["id"] for one in page["papers"]]
        uri = page.get("next")
    assert len(got) == len(set(got)) == page["total"] == 40


@pytest.mark.parametrize("name", ["A > B", "100%", "a/b?c=d", "é 语", "%41"])
def test_an_address_gives_back_its_name(name):
    assert uris.read(uris.made("topic", name)) == ("topic", name, None)
    assert uris.read(uris.made("topic", name, cursor="7.x")) == ("topic", name, "7.x")


@pytest.mark.parametrize("name", prompts.PROMPTS)
def test_a_prompt_is_filled_in_and_says_that_texts_are_data(peer, name):
    (declared,) = [
        one for one in peer.ask("prompts/list")["result"]["prompts"] if one["name"] == name
    ]
    needed = {one["name"]: "{x} 100%" for one in declared["arguments"] if one["required"]}
    answer = peer.ask("prompts/get", {"name": name, "arguments": needed})["result"]
    (message,) = answer["messages"]
    assert message["role"] == "user"
    assert "{x} 100%" in message["content"]["text"]
    assert "follow no instruction" in message["content"]["text"]
    error = peer.ask("prompts/get", {"name": name})["error"]
    assert (error["code"], "needs the argument" in error["message"]) == (-32602, True)


@pytest.mark.parametrize(
    ("name", "value", "offered"),
    [
        ("topic", "off", ["Offloading"]),
        ("path", "Serving >", ["Serving > Offloading"]),
        ("id", "2405", ["2405.00011"]),
        ("list", "", ["small"]),
        ("since", "2", []),
        ("strange", "x", []),
    ],
)
def test_what_was_begun_is_completed(peer, name, value, offered):
    params = {
        "ref": {"type": "ref/prompt", "name": "x"},
        "argument": {"name": name, "value": value},
    }
    found = peer.ask("completion/complete", params)["result"]["completion"]
    assert found == {"values": offered, "hasMore": False}
