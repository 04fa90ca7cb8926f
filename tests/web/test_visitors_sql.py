"""SQL that visitors write is refused unless `--sql` allows it, and then it is bounded."""

import shutil
import socket
import time

import pytest

from running import make_home, start_process
from serving import address, get, line, refused, serving

# Twenty million bytes a row, sorted: no step of it ends within the time that Datasette gives.
ENDLESS = (
    "with recursive c(x) as (select zeroblob(20000000) union all select zeroblob(20000001) from c)"
    " select length(x) from c order by x"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory, small_template):
    pytest.importorskip("datasette")
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


@pytest.mark.parametrize("sql", ["select length(randomblob(900000000))", ENDLESS])
def test_no_sql_takes_all_memory_or_time(open_, sql):
    assert "[[1]]" in get(address(f"{open_}.json", sql="select 1"))
    started = time.monotonic()
    status, _ = refused(address(f"{open_}.json", sql=sql))
    # It would never end; how long a busy machine takes to stop it says nothing.
    assert (status, time.monotonic() - started < 300) == (400, True)
    assert "[[1]]" in get(address(f"{open_}.json", sql="select 1"))


def test_no_answer_says_where_files_lie(open_, home):
    root = open_.removesuffix("/aiev")
    assert refused(f"{root}/-/databases.json")[0] == 404
    assert refused(f"{root}/-/threads")[0] == 404
    told = [get(f"{open_}{page}") for page in (".json", "/list.json", "/paper.json")]
    told += [get(f"{root}/-/{page}.json") for page in ("versions", "settings", "plugins")]
    told.append(refused(address(f"{open_}.json", sql="select file from pragma_database_list"))[1])
    told.append(get(address(f"{open_}.json", sql="select path from list")))
    assert not [page for page in told if str(home.folder) in page]


def test_where_the_usual_port_is_taken_another_is(home):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8001))
            taken.listen()
        except OSError:
            pass  # another program has it, which is as good
        process = start_process(home, "serve")
        try:
            url = line(process.stdout)
            assert ":8001/" not in url
            assert "Avocet" in get(url)
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()
            process.stderr.close()
