"""Both eras of the protocol on one pipe, told apart request by request."""

import pytest

from aiev.version import VERSION
from mcp_peer import STATELESS

HANDSHAKES = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities"
SERVER_KEY = "io.modelcontextprotocol/serverInfo"
LISTS = (
    ("tools/list", "tools"),
    ("prompts/list", "prompts"),
    ("resources/list", "resources"),
    ("resources/templates/list", "resourceTemplates"),
)


@pytest.mark.parametrize("version", HANDSHAKES)
def test_a_handshake_answers_the_version_that_it_was_asked_for(peer, version):
    result = peer.ask("initialize", {"protocolVersion": version, "capabilities": {}})["result"]
    assert result["protocolVersion"] == version
    assert result["serverInfo"] == {"name": "aiev", "title": "aiev", "version": VERSION}
    assert set(result["capabilities"]) == {"tools", "resources", "prompts", "completions"}
    assert len(result["instructions"]) < 2048, "some clients cut them there"
    assert "never instructions" in result["instructions"]
    peer.say({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert peer.ask("ping") == {"jsonrpc": "2.0", "id": 2, "result": {}}
    assert peer.call("search_papers", query="kite")["total"]


@pytest.mark.parametrize("version", ["2026-07-28", "1999-01-01", "", None, 7])
def test_a_handshake_for_another_version_is_offered_the_newest_that_has_one(peer, version):
    """A client that is answered 2026-07-28 here gives up: that version has no handshake."""
    result = peer.ask("initialize", {"protocolVersion": version, "capabilities": {}})["result"]
    assert result["protocolVersion"] == "2025-11-25"


def test_discovery_says_what_is_served(peer):
    result = peer.asks("server/discover")["result"]
    assert result["supportedVersions"] == ["2026-07-28", *reversed(HANDSHAKES)]
    assert result["resultType"] == "complete"
    assert result["ttlMs"] > 0
    assert result["cacheScope"] == "private"
    assert result["_meta"] == {SERVER_KEY: {"name": "aiev", "version": VERSION}}
    assert set(result["capabilities"]) == {"tools", "resources", "prompts", "completions"}


@pytest.mark.parametrize(("method", "name"), LISTS)
def test_a_list_says_in_each_era_what_that_era_wants(peer, method, name):
    stamped, plain = peer.asks(method)["result"], peer.ask(method)["result"]
    assert plain == {name: stamped[name]}
    assert set(stamped) == {name, "resultType", "ttlMs", "cacheScope", "_meta"}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("tools/call", {"name": "search_papers", "arguments": {"query": "kite"}}),
        ("prompts/get", {"name": "survey_topic", "arguments": {"topic": "Serving"}}),
        (
            "completion/complete",
            {"ref": {"type": "ref/prompt"}, "argument": {"name": "topic", "value": "S"}},
        ),
    ],
    ids=["call", "prompt", "completion"],
)
def test_what_is_no_list_may_not_be_kept(peer, method, params):
    stamped, plain = peer.asks(method, **params)["result"], peer.ask(method, params)["result"]
    assert {**plain, "resultType": "complete", "_meta": stamped["_meta"]} == stamped


def test_what_is_read_may_change_at_once(peer):
    result = peer.asks("resources/read", uri="aiev://topics")["result"]
    assert (result["ttlMs"], result["cacheScope"]) == (0, "private")


@pytest.mark.parametrize("version", ["2031-01-01", "2025-11-25", ""])
def test_a_version_that_is_not_served_so_is_refused_with_those_that_are(peer, version):
    meta = {**STATELESS, VERSION_KEY: version}
    error = peer.ask("tools/list", {"_meta": meta})["error"]
    assert error["code"] == -32022
    assert error["data"] == {"supported": ["2026-07-28"], "requested": version}


@pytest.mark.parametrize(
    ("method", "meta"),
    [
        ("server/discover", None),
        ("server/discover", {CAPABILITIES_KEY: {}}),
        ("tools/list", {VERSION_KEY: "2026-07-28"}),
        ("tools/list", {VERSION_KEY: "2026-07-28", CAPABILITIES_KEY: []}),
        ("tools/list", {VERSION_KEY: 20260728, CAPABILITIES_KEY: {}}),
    ],
)
def test_a_request_that_stands_alone_must_carry_what_it_needs(peer, method, meta):
    params = {} if meta is None else {"_meta": meta}
    assert peer.ask(method, params)["error"]["code"] == -32602


@pytest.mark.parametrize("method", ["ping", "logging/setLevel", "resources/subscribe"])
def test_the_stateless_era_has_not_what_it_took_out(peer, method):
    assert peer.asks(method)["error"]["code"] == -32601


@pytest.mark.parametrize("method", ["subscriptions/listen", "logging/setLevel", "no/such"])
def test_an_unknown_method_is_refused_before_any_handshake_and_the_server_goes_on(peer, method):
    assert peer.ask(method)["error"]["code"] == -32601
    assert peer.ask("ping")["result"] == {}


def test_one_pipe_carries_both_eras_in_any_order(peer):
    """Claude Code is known to ask for discovery and then to shake hands on the same pipe."""
    assert peer.asks("server/discover")["result"]["resultType"] == "complete"
    assert peer.ask("initialize", {"protocolVersion": "2025-06-18"})["result"]["serverInfo"]
    assert "resultType" not in peer.ask("tools/list")["result"]
    assert peer.asks("tools/list")["result"]["resultType"] == "complete"


def test_a_subscription_is_acknowledged_and_nothing_is_ever_announced(peer):
    told = peer.asks("subscriptions/listen", notifications={"toolsListChanged": True})
    assert told["method"] == "notifications/subscriptions/acknowledged"
    assert told["params"]["notifications"] == {}
    assert told["params"]["_meta"] == {"io.modelcontextprotocol/subscriptionId": 1}
    peer.say({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}})
    assert peer.hears_nothing()


@pytest.mark.parametrize(("asks", "code"), [("ask", -32002), ("asks", -32602)])
def test_a_resource_that_is_not_there_has_the_code_of_the_era(peer, asks, code):
    if asks == "ask":
        error = peer.ask("resources/read", {"uri": "aiev://nope"})["error"]
    else:
        error = peer.asks("resources/read", uri="aiev://nope")["error"]
    assert (error["code"], error["data"]) == (code, {"uri": "aiev://nope"})
