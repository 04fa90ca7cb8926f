"""A running `aiev serve`, and what it answers."""

import json
import select
import signal
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

from running import TIMEOUT_S, start_process


@contextmanager
def serving(home, *options):
    """Serve the home's database; yields the address of its papers.

    Whatever is asked of it, nothing is to be shown on the terminal.
    """
    with started(home, *options) as process:
        yield f"{line(process.stdout)}data/aiev/paper"


@contextmanager
def started(home, *options, **changes):
    """Run the command; whatever is not read of what it prints is not to be there."""
    process = start_process(home, "serve", "--port", "0", *options, **changes)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=TIMEOUT_S) == 0
        rest = (process.stdout.read(), process.stderr.read())
        assert rest == (b"", b""), rest
        process.stdout.close()
        process.stderr.close()


def line(stream):
    """Return the next line that the server prints."""
    ready, _, _ = select.select([stream], [], [], TIMEOUT_S)
    assert ready, "the server said nothing"
    return stream.readline().decode().strip()


def address(url, **asked):
    return f"{url}?{urllib.parse.urlencode(asked)}"


def get(url):
    with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
        return answer.read().decode()


def answered(url):
    """Return the status and the text of whatever is answered."""
    try:
        return 200, get(url)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(errors="replace")


def refused(url):
    """Return the status and the text of what is not to succeed."""
    status, text = answered(url)
    assert status != 200, f"it answered: {text[:300]}"
    return status, text


def found_by(url):
    return [str(row["arxiv_id"] or row["id"]) for row in json.loads(get(url))]
