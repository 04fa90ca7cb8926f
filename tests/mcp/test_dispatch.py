"""Whatever a message holds, it is answered as JSON-RPC answers it, and no tool has a fault."""

import json
import os
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev import config
from aiev.mcp.answers import MOST_TOKENS, tokens
from aiev.mcp.base import Base
from aiev.mcp.dispatch import Dispatcher
from aiev.mcp.tools.registry import tools
from aiev.mcp.tools.tool import Context
from mcp_peer import STATELESS

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
METHODS = st.sampled_from(
    [
        *("initialize", "server/discover", "ping", "tools/list", "tools/call", "prompts/get"),
        *("resources/list", "resources/read", "completion/complete", "subscriptions/listen", "x"),
    ]
)
PARAMS = VALUES | st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["search_papers", "survey_topic"]) | VALUES,
        "arguments": VALUES,
        "uri": st.sampled_from(["aiev://topics", "aiev://paper/1"]) | VALUES,
        "ref": VALUES,
        "argument": st.fixed_dictionaries({"name": VALUES, "value": VALUES}) | VALUES,
        "cursor": VALUES,
        "_meta": st.just(STATELESS) | VALUES,
    },
)
MESSAGES = VALUES | st.fixed_dictionaries(
    {"jsonrpc": st.just("2.0"), "id": st.integers() | st.text(max_size=5) | VALUES},
    optional={"method": METHODS | VALUES, "params": PARAMS},
)
READING = tools(can_write=False, can_network=False)
WORDS = st.sampled_from(["kite", "offloading", "2405.00011", "1", "small", "topics", "Serving > X"])


@pytest.fixture(scope="module")
def dispatcher(small_template):
    base = Base(small_template)
    context = Context(
        settings=config.load(dict(os.environ), database=small_template),
        base=base,
        today=lambda: date(2026, 1, 1),
        now=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        can_write=False,
        can_network=False,
    )
    yield Dispatcher(context, lambda _, answer: answer())
    base.close()


@given(MESSAGES | st.lists(MESSAGES, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_reply_is_one_of_json_rpc(dispatcher, message):
    reply = dispatcher.reply(message)
    for one in reply if isinstance(reply, list) else [reply]:
        if one is None or one.get("method") == "notifications/subscriptions/acknowledged":
            continue
        assert set(one) in ({"jsonrpc", "id", "result"}, {"jsonrpc", "id", "error"})
        assert json.dumps(one, allow_nan=False)
        assert "fault of aiev" not in json.dumps(one)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_argument_brings_a_tool_to_a_fault_or_a_long_answer(dispatcher, data):
    tool = data.draw(st.sampled_from(READING))
    known = {name: WORDS | VALUES for name in tool.parameters if name not in ("limit", "format")}
    arguments = data.draw(st.fixed_dictionaries({}, optional={**known, "strange": VALUES}))
    params = {"name": tool.name, "arguments": arguments}
    reply = dispatcher.reply({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    text = "".join(block["text"] for block in reply["result"]["content"])
    assert "fault of aiev" not in text, text
    assert tokens(text) <= MOST_TOKENS
