"""How fields of lists are read, on the table that ships."""

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.organization import Organization
from aiev.domain.organizations.directory import Directory
from aiev.domain.organizations.resolution import Resolution
from places import SEEDS
from proportion import seconds, takes_time_in_proportion

TABLE = SEEDS / "organizations.csv"
directory = Directory.from_csv(TABLE.read_text(encoding="utf-8"))
# What a name may hold without being split: the others are told apart by their separators only.
plain_names = sorted(
    each.name for each in directory.organizations if not set("&+/;,()-") & set(each.name)
)

# Every organization field of the seed list, as written.
SEED = {
    r"Shanghai AI Lab\&huawei\&fudan": ("Shanghai AI Laboratory", "Huawei", "Fudan University"),
    r"CUHK Univresity\&shang hai jiao tong University": (
        "Chinese University of Hong Kong",
        "Shanghai Jiao Tong University",
    ),
    r"Beihang University\&ETH Zuric\&SenseTime\&CUHK": (
        "Beihang University",
        "ETH Zurich",
        "SenseTime",
        "Chinese University of Hong Kong",
    ),
    "Infinigence-AI": ("Infinigence AI",),
    "AWS": ("Amazon Web Services",),
    "University College London": ("University College London",),
    "DeepSeek": ("DeepSeek",),
    "Argonne National Laboratory": ("Argonne National Laboratory",),
    "Google": ("Google",),
    "Generative AI Commons": ("Generative AI Commons",),
    "CMU": ("Carnegie Mellon University",),
    r"microsoft\&cmu": ("Microsoft", "Carnegie Mellon University"),
    r"Meta\&University of California, San Diego": ("Meta", "University of California San Diego"),
    "Nvidia": ("NVIDIA",),
    "University of Virginia": ("University of Virginia",),
    "Microsoft": ("Microsoft",),
    "microsoft": ("Microsoft",),
    "deepseek": ("DeepSeek",),
    "Deepseek": ("DeepSeek",),
    "byte dance seed": ("ByteDance Seed",),
    "nvidia": ("NVIDIA",),
    r"pk\&infini-ai": ("Peking University", "Infinigence AI"),
    r"PK\&seed": ("Peking University", "ByteDance Seed"),
    "UW": ("University of Washington",),
    "ByteDance": ("ByteDance",),
    "Baichuan inc": ("Baichuan",),
    "AMD": ("AMD",),
    "UC Berkeley": ("University of California, Berkeley",),
    "UCB": ("University of California, Berkeley",),
    "TsingHua University": ("Tsinghua University",),
    "PeKing University": ("Peking University",),
    "Moscow Institute of Physics and Technology": ("Moscow Institute of Physics and Technology",),
    r"shanghai jiaotong University\&CUHK": (
        "Shanghai Jiao Tong University",
        "Chinese University of Hong Kong",
    ),
    "The University of Edinburgh": ("University of Edinburgh",),
    "Meta": ("Meta",),
    r"Princeton University\&Stanford University": ("Princeton University", "Stanford University"),
    "stanford": ("Stanford University",),
    "Stanford University": ("Stanford University",),
    "openmachine": ("OpenMachine",),
    r"UHK\&UW\&Microsoft\&nvidia": (
        "University of Hong Kong",
        "University of Washington",
        "Microsoft",
        "NVIDIA",
    ),
    "Moonshot AI": ("Moonshot AI",),
    "huawei cloud": ("Huawei Cloud",),
    r"PK\&StepFun": ("Peking University", "StepFun"),
    "Hugging Face": ("Hugging Face",),
    "Ray": ("Ray",),
    "PyTorch": ("PyTorch",),
    r"Beihang University\&Tsinghua University": ("Beihang University", "Tsinghua University"),
    "University of Washington": ("University of Washington",),
    "Imbue": ("Imbue",),
}


@pytest.mark.parametrize(("text", "names"), SEED.items())
def test_every_field_of_the_seed_list_is_known(text: str, names: tuple[str, ...]) -> None:
    assert directory.resolve(text) == Resolution(names)


def test_the_one_doubtful_field_of_the_seed_list_stays_unknown() -> None:
    found = directory.resolve("UK Univesity")
    assert found.names == ()
    assert [each.text for each in found.unknown] == ["UK Univesity"]
    assert found.unknown[0].suggestions


@pytest.mark.parametrize(
    "text",
    ["MIT", "@Meta AI etc.", "Google & CMU", "Google, Toronto", "InternLM (Shanghai AI Lab)",
     "School of Computing, National University of Singapore, Singapore", "Qwen Team"],
)  # fmt: skip
def test_a_field_of_known_names_is_an_organization(text: str) -> None:
    assert directory.is_organization(text)


@pytest.mark.parametrize(
    "text",
    ["UK Univesity", "nvdia", "ExpEnv", "Beijing", "7B model (Mistral)", "Google and friends",
     "upper confidence bound (UCB)", "Chat-UniVi", "Universal Dependencies", "MIT " * 80],
)  # fmt: skip
def test_what_is_only_near_a_name_or_holds_one_is_no_organization(text: str) -> None:
    """A reader asks this of every piece of a list: a near miss must not make one up."""
    assert not directory.is_organization(text)


@pytest.mark.parametrize("text", ["blog", "Code", "project page", "OSDI' 24", "MLSys 2025", "gist"])
def test_a_word_that_is_no_organization_is_a_note(text: str) -> None:
    assert directory.resolve(text) == Resolution(notes=(text,))
    assert not directory.is_organization(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@thu-ml", ("Tsinghua University",)),
        ("@cs.cmu.edu etc", ("Carnegie Mellon University",)),
        ("e.ntu.edu.sg", ("Nanyang Technological University",)),
        ("uw.edu.pl", ("University of Warsaw",)),
        ("ai.meituan.com", ("Meituan",)),
        ("Havard", ("Harvard University",)),
        ("nvdia", ("NVIDIA",)),
        ("Shanghai Inovation Institute", ("Shanghai Innovation Institute",)),
        ("HSE Univesity etc", ("HSE University",)),
        ("Moscow Institute of Physics and Tecnology & CMU",
         ("Moscow Institute of Physics and Technology", "Carnegie Mellon University")),
        ("Texas A&M University & AT&T", ("Texas A&M University", "AT&T")),
        ("Meta and University of California, San Diego, MIT",
         ("Meta", "University of California San Diego", "Massachusetts Institute of Technology")),
        ("Massachusetts Institute of Technology (MIT)", ("Massachusetts Institute of Technology",)),
        ("HKUST (Guangzhou)", ("Hong Kong University of Science and Technology (Guangzhou)",)),
        ("InternLM (Shanghai AI Lab)", ("Shanghai AI Laboratory",)),
        ("Google / DeepMind", ("Google DeepMind",)),
        ("School of Computing, National University of Singapore, Singapore",
         ("National University of Singapore",)),
        ("Stanford University, CA, USA", ("Stanford University",)),
        ("CMU/UW;Google,UCB", ("Carnegie Mellon University", "University of Washington", "Google",
         "University of California, Berkeley")),
        ("清华大学、北京大学 和 阿里巴巴", ("Tsinghua University", "Peking University", "Alibaba")),
        ("Microsoft & microsoft", ("Microsoft",)),
        ("Northeastern University, China", ("Northeastern University (China)",)),
        ("Northeastern University", ("Northeastern University",)),
        ("Samsung AI Center, Toronto, Canada", ("Samsung AI Lab",)),
        ("Stanford, Toronto", ("Stanford University", "University of Toronto")),
        ("Google & Toronto", ("Google", "University of Toronto")),
        ("Toronto", ("University of Toronto",)),
        ("York University, Toronto", ("York University",)),
        ("University of South Australia, Adelaide", ("University of South Australia",)),
        ("MIT, Cambridge, MA", ("Massachusetts Institute of Technology",)),
        ("NEC Labs America, Princeton, NJ, USA", ("NEC",)),
        ("Miami University, Oxford, OH", ("Miami University",)),
        ("Oxford, Cambridge, MIT", ("University of Oxford", "University of Cambridge",
         "Massachusetts Institute of Technology")),
        ("Tsinghua University, Institute for AI Industry Research",
         ("Tsinghua University", "Institute for AI Industry Research")),
        ("University of Maryland, Baltimore", ("University of Maryland, Baltimore",)),
        ("University of California, San Francisco", ("University of California, San Francisco",)),
        ("University of Missouri, Columbia", ("University of Missouri",)),
        ("Queen's University, Belfast", ("Queen's University Belfast",)),
        ("Yonsei University, Seoul, Korea", ("Yonsei University",)),
    ],
)  # fmt: skip
def test_the_ways_of_other_lists_are_read(text: str, names: tuple[str, ...]) -> None:
    found = directory.resolve(text)
    assert found.names == names
    assert found.unknown == ()


@pytest.mark.parametrize(
    "text",
    ["UK Univesity", "Bo Peng", "Qiaozhi He, Zhihua Wu", "UX", "MTI", "Hubei University",
     "Kanto University", "Meitu", "InfiniGen", "University of Nowhere", "XLA", "uw.edu.zz",
     "Institute of Technology", "Cambridge, MA", "Oxford, Ohio", "Foo Inc, Toronto",
     "Nowhere AI, Cambridge, MA, USA", "Institute of Software, Nowhere", "Institute of Automation"],
)  # fmt: skip
def test_what_only_resembles_a_name_is_never_taken_for_it(text: str) -> None:
    """InfiniGen (a paper) was once a misspelt Infinigence (a company)."""
    found = directory.resolve(text)
    assert found.names == ()
    assert [each.text for each in found.unknown] == [text]


def test_a_known_name_beside_an_unknown_one_is_kept() -> None:
    found = directory.resolve("@Microsoft & Nowhere University")
    assert found.names == ("Microsoft",)
    assert [each.text for each in found.unknown] == ["Nowhere University"]


def test_a_venue_after_a_name_is_parted_from_it() -> None:
    assert directory.resolve("DeepSeek SC' 24") == Resolution(("DeepSeek",), notes=("SC' 24",))


def test_a_misspelling_of_two_names_is_taken_for_neither() -> None:
    twins = Directory([Organization("Northshire College"), Organization("Northshore College")])
    found = twins.resolve("Northshere College")
    assert found.names == ()
    assert sorted(found.unknown[0].suggestions) == ["Northshire College", "Northshore College"]


@pytest.mark.parametrize("text", ["Test-Time Scaling", "Attention Is All You Need", "", "fast!"])
def test_a_remark_is_no_organization(text: str) -> None:
    assert not directory.is_organization(text)


def test_find_takes_names_and_aliases_only() -> None:
    found = directory.find("uc-berkeley")
    assert found is not None
    assert found.name == "University of California, Berkeley"
    assert found.ror == "01an7q238"
    assert directory.find("Havard") is None
    assert directory.find("Microsoft & NVIDIA") is None
    assert directory.find("") is None


def test_children_are_found_at_any_depth() -> None:
    names = {each.name for each in directory.children("msft")}
    assert {"GitHub", "Microsoft Research", "Microsoft Research Asia"} <= names
    assert "Microsoft" not in names
    assert directory.children("nobody") == ()


def test_a_users_alias_wins_and_leaves_the_table_as_it_was() -> None:
    mine = directory.with_aliases(
        {"UK Univesity": "HKUST", "UW": "University of Warsaw", "🔥": "MIT"}
    )
    assert mine.resolve("UK Univesity").names == ("Hong Kong University of Science and Technology",)
    assert mine.resolve("UW").names == ("University of Warsaw",)
    assert mine.resolve("🔥").names == ()
    assert directory.resolve("UW").names == ("University of Washington",)


def test_a_users_alias_may_name_an_organization_that_the_table_lacks() -> None:
    mine = directory.with_aliases({"NU": "Nowhere University"})
    assert mine.resolve("nu & nowhere university").names == ("Nowhere University",)
    assert mine.find("NU") == Organization("Nowhere University")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "columns"),
        ("name,aliases\nMIT,\n", "columns"),
        ("name,kind,country,ror,parent,aliases\nMIT,university\n", "line 2"),
        ("name,kind,country,ror,parent,aliases\n,lab,,,,\n", "line 2"),
        ("name,kind,country,ror,parent,aliases\nA,,,,,x\nB,,,,,x;y\n", "x names both A and B"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Directory.from_csv(text)


def test_a_spreadsheets_byte_order_mark_does_not_matter() -> None:
    text = "\ufeffname,kind,country,ror,parent,aliases\r\nMIT,,,,,\r\n"
    assert Directory.from_csv(text).organizations == (Organization("MIT"),)


@given(st.text())
def test_no_text_makes_resolve_fail(text: str) -> None:
    found = directory.resolve(text)
    directory.is_organization(text)
    for name in found.names:
        assert directory.find(name) is not None


@given(st.text(alphabet="abMIT UCetc.,;&()[]@*_\\+/-'<>\n", max_size=40))
def test_no_text_like_a_field_makes_resolve_fail(text: str) -> None:
    directory.resolve(text)


@pytest.mark.parametrize("name", [each.name for each in directory.organizations])
def test_every_name_resolves_to_itself(name: str) -> None:
    assert directory.resolve(name) == Resolution((name,))


@given(
    st.lists(st.sampled_from(plain_names), min_size=1, max_size=6, unique=True),
    st.sampled_from([" & ", "&", r"\&", " + ", "/", "; ", "；", "、", " | "]),
)
def test_joined_names_are_all_found_in_order(names: list[str], joint: str) -> None:
    """But a name whose beginning and end stand side by side, Google/DeepMind, is read as one."""
    found = directory.resolve(joint.join(names))
    assert found.unknown == ()
    if all(directory.find(f"{a}/{b}") is None for a, b in pairwise(names)):
        assert found.names == tuple(names)


@pytest.mark.parametrize(
    ("piece", "size"), [("a,", 4_000_000), ("etc ", 1_200_000), ("@", 300_000), ("&x", 3_800)]
)
def test_an_endless_field_is_read_in_no_time(piece: str, size: int) -> None:
    assert takes_time_in_proportion(directory.resolve, piece, size=size)


def test_the_directory_is_built_and_asked_at_once() -> None:
    """It is made anew by each command that writes."""
    text = TABLE.read_text(encoding="utf-8")

    def build() -> None:
        Directory.from_csv(text).resolve("Havard")

    def read_rows() -> None:
        list(csv.DictReader(text.splitlines()))

    # Ten times as long as what cannot be saved, on a machine of whatever speed.
    least, floor = (min(seconds(act) for _ in range(5)) for act in (build, read_rows))
    assert least < 50 * floor
