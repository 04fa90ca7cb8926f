"""SQL that visitors write is refused unless `--sql` allows it, and then it is bounded."""

import shutil
import socket
import sys
import time
from pathlib import Path

import pytest

from running import ROOT, make_home, start_process
from serving import address, answered, get, line, refused, serving

datasette = pytest.importorskip("datasette")

# Twenty million bytes a row, sorted: no step of it ends within the time that Datasette gives.
ENDLESS = (
    "with recursive c(x) as (select zeroblob(20000000) union all select zeroblob(20000001) from c)"
    " select length(x) from c order by x"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory, small_template):
    home = make_home(tmp_path_factory.mktemp("served"), arxiv_url="http://127.0.0.1:9")
    shutil.copyfile(small_template, home.database)
    return home


@pytest.fixture(scope="module")
def closed(home):
    with serving(home) as papers:
        yield papers.removesuffix("/paper")


@pytest.fixture(scope="module")
def open_(home):
    with serving(home, "--sql") as papers:
        yield papers.removesuffix("/paper")


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_sql_is_refused_and_searches_are_not(closed, form):
    for asked in (address(f"{closed}{form}", sql="select 1"), f"{closed}/paper{form}?_where=1"):
        status, page = refused(asked)
        assert (status, "SQL is not answered here" in page) == (403, True)
        assert "aiev serve --sql" in page
    assert "Avocet" in get(address(f"{closed}/search{form}", words="avocet"))
    assert "Avocet" in get(f"{closed}/paper{form}?_search=avocet")


@pytest.mark.parametrize(
    "sql",
    [
        "select length(randomblob(900000000))",
        "select length(hex(zeroblob(400000000)))",
        "select length(replace(hex(zeroblob(10000000)), '0', hex(zeroblob(10000))))",
        "select length(group_concat(hex(zeroblob(9000000)))) from paper a, paper b, paper c",
        "with recursive c(x) as (select 'a' union all select x || x from c) select max(x) from c",
        ENDLESS,
    ],
)
def test_no_sql_takes_all_memory_or_time(open_, sql):
    assert "[[1]]" in get(address(f"{open_}.json", sql="select 1"))
    started = time.monotonic()
    status, _ = refused(address(f"{open_}.json", sql=sql))
    # It would never end; how long a busy machine takes to stop it says nothing.
    assert (status, time.monotonic() - started < 300) == (400, True)
    assert "[[1]]" in get(address(f"{open_}.json", sql="select 1"))


PAGES = (
    "/", "/aiev", "/aiev/list", "/aiev/paper", "/aiev/paper/1", "/aiev/paper/no", "/aiev/search",
    "/aiev.db", "/no", "/no.db", "/_memory", "/_internal", "/-/versions", "/-/plugins",
    "/-/settings", "/-/config", "/-/metadata", "/-/databases", "/-/threads", "/-/actor",
    "/-/messages", "/-/permissions", "/-/allow-debug", "/-/patterns", "/-/logout", "/-/auth-token",
    "/-/static/no", "/-/static/%2e%2e/%2e%2e/app.py", "/-/static-plugins/no/no",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_page_says_where_files_lie(open_, home, path):
    root = open_.removesuffix("/aiev")
    for asked in (path, path + ".json"):
        status, page = answered(root + asked)
        assert status in (200, 400, 403, 404), page
        where = (home.folder, ROOT, Path(sys.prefix), Path(datasette.__file__).parent)
        assert not [place for place in where if str(place) in page]


@pytest.mark.parametrize("path", ["/-/databases", "/-/threads"])
def test_what_tells_of_the_machine_is_no_page(open_, path):
    root = open_.removesuffix("/aiev")
    assert (answered(root + path)[0], answered(f"{root}{path}.json")[0]) == (404, 404)


@pytest.mark.parametrize(
    "sql",
    [
        "select path from list",
        "select file from pragma_database_list",
        "select * from pragma_compile_options",
        "select readfile('/etc/passwd')",
        "attach '/etc/passwd' as other",
        "select no from nowhere",
    ],
)
def test_no_sql_says_where_files_lie(open_, home, sql):
    status, page = answered(address(f"{open_}.json", sql=sql))
    assert status in (200, 400, 403), page
    assert str(home.folder) not in page


def test_where_the_usual_port_is_taken_another_is(home):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8001))
            taken.listen()
            is_ours = True
        except OSError:
            is_ours = False  # Another program has it, which is as good while it keeps it.
        process = start_process(home, "serve")
        try:
            url = line(process.stdout)
            assert ":8001/" not in url or not is_ours
            assert "Avocet" in get(url)
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()
            process.stderr.close()
