"""Where the console blocks of the docs run: a list under git, its knowledge base, its sources.

The list is the one that ships with aiev, in `awesome-ai-everything/README.md`; beside it lie the
files that the pages' examples read. The sources answer on loopback.
"""

import os
import shlex
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import snapshots
from arxiv_feed import Paper
from arxiv_search_server import ArxivSearchServer
from knowledge import SEED
from running import Home, make_home, run_here
from works_server import ICLR, WorksServer, paper

NAME = "awesome-ai-everything"
PRE_GATED = (
    "Pre-gated MoE: An Algorithm-System Co-Design for Fast and Scalable Mixture-of-Expert Inference"
)
FLASH = "FlashAttention-2: Faster Attention with Better Parallelism and Work Partitioning"
FIDDLER = "Fiddler: CPU-GPU Orchestration for Fast Inference of Mixture-of-Experts Models"
CEREBRAS = (
    "Cerebras-GPT: Open Compute-Optimal Language Models Trained on the Cerebras Wafer-Scale Cluster"
)
ABOUT = {"2308.12066": "offloading of experts from the memory of GPUs for inference of models"}
WRITTEN_BY = {"2205.14135": ("Tri Dao", "Daniel Y. Fu"), "2307.08691": ("Tri Dao",)}
LIBRARY = f"""@misc{{kamahori2024fiddler,
  title = {{{FIDDLER}}}, author = {{Kamahori, Keisuke and Gu, Yile}}, year = {{2024}},
  eprint = {{2402.07033}}, archiveprefix = {{arXiv}}, keywords = {{offloading}}
}}
"""
FILES = {
    "library.bib": LIBRARY,
    "paper.tex": "\\documentclass{article}\n\\begin{document}\\cite{2411.11217}\\end{document}\n",
}


@dataclass(frozen=True)
class Place:
    """A home whose `lists` is the folder in which a page's commands are given."""

    home: Home
    lists: Path
    _kept: Path

    def restore(self) -> None:
        """Put back all that a page has changed."""
        for folder in (self.home.folder, self.lists):
            for one in folder.iterdir():
                # The folder itself stays, as the tests stand in it.
                if one.is_dir() and one != self.lists:
                    shutil.rmtree(one)
                elif one != self.lists:
                    one.unlink()
        shutil.copytree(self._kept, self.home.folder, dirs_exist_ok=True)


@contextmanager
def made(folder: Path, *, seed: Path) -> Iterator[Place]:
    """Make the place, with the commands that make it for a user; `seed` is the list's database."""
    known_papers = _catalogue(seed)
    with ArxivSearchServer(known_papers) as arxiv, WorksServer() as works:
        published = {**ICLR, "dblp": "conf/iclr/Dao24"}
        works.papers["ARXIV:2307.08691"] = paper(
            "2307.08691", FLASH, authors=("Tri Dao",), citationCount=1000, **published
        )
        home = make_home(folder, arxiv_url=arxiv.url)
        environment = {**home.environment, "AIEV_DATACITE": "off"}
        for name in ("S2", "OPENALEX"):
            environment |= {f"AIEV_{name}_URL": works.url, f"AIEV_{name}_DELAY": "0"}
        home = replace(home, environment=environment)
        lists = folder / NAME
        lists.mkdir()
        shutil.copy(SEED, lists / "README.md")
        for name, content in FILES.items():
            (lists / name).write_text(content, encoding="utf-8")
        snapshots.write(lists / "arxiv-metadata-oai-snapshot.json", map(_record, known_papers))
        _commit(lists, environment)
        before = Path.cwd()
        os.chdir(lists)
        try:
            assert run_here(home, "import", "README.md").code == 0
            # Since then a second version has come.
            known = arxiv.catalogue["2411.11217"]
            arxiv.catalogue["2411.11217"] = replace(
                known, version=2, comment="Accepted at ASPLOS 2025"
            )
            kept = folder.with_name(f"{folder.name}-kept")
            shutil.copytree(folder, kept)
            yield Place(home, lists, kept)
        finally:
            os.chdir(before)


def _record(one: Paper) -> dict[str, object]:
    """Return what arXiv's metadata file says of a paper."""
    day = f"{datetime.fromisoformat(one.published or ''):%a, %d %b %Y %H:%M:%S} GMT"
    return snapshots.fields(
        one.arxiv_id,
        title=one.title,
        abstract=one.abstract,
        categories=" ".join(one.categories),
        versions=[{"version": "v1", "created": day}],
    )


def _commit(lists: Path, environment: dict[str, str]) -> None:
    for command in (
        "git init --quiet --initial-branch main .",
        "git add README.md",
        "git -c user.name=Ada -c user.email=ada@lists.test commit --quiet -m list",
    ):
        subprocess.run(shlex.split(command), cwd=lists, check=True, env=environment)


def _catalogue(seed: Path) -> list[Paper]:
    """Return what arXiv knows here: the list's papers under their titles, and three more."""
    with closing(sqlite3.connect(seed)) as base:
        listed = base.execute(
            "select arxiv_id, title, issued from paper where arxiv_id is not null"
        ).fetchall()
    known = [
        (value, title, WRITTEN_BY.get(value, ("Ada Asker",)), issued)
        for value, title, issued in listed
    ]
    new = [
        ("2402.07033", FIDDLER, ("Keisuke Kamahori", "Yile Gu", "Kan Zhu"), "2024-02-10"),
        ("2304.03208", CEREBRAS, ("Nolan Dey",), "2023-04-06"),
        ("2308.12066", PRE_GATED, ("Ranggi Hwang",), "2023-08-23"),
    ]
    return [
        Paper(
            value,
            title,
            f"We write about {ABOUT.get(value, 'this')}: {title}.",
            authors=authors,
            # A month is all that an id tells.
            published=f"{f'{issued}-15'[:10]}T12:00:00Z",
            updated=f"{f'{issued}-15'[:10]}T12:00:00Z",
        )
        for value, title, authors, issued in (*known, *new)
    ]
