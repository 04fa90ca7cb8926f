"""The owner's list, as it ships: every figure that the project promises about it."""

from collections import Counter
from pathlib import Path

import pytest

from aiev.markdown.reading import document
from aiev.markdown.values import Shape

SEED = Path(__file__).parents[3] / "seeds" / "awesome-ai-everything.md"
KNOWN = {
    "aws", "cmu", "deepseek", "google", "microsoft", "nvidia", "meta", "amd", "ucb", "uw",
    "bytedance", "byte dance seed", "stanford", "pytorch", "hugging face", "openmachine", "ray",
    "moonshot ai", "pk&infini-ai", "imbue",
}  # fmt: skip


@pytest.fixture(scope="module")
def seed():
    text = SEED.read_bytes().decode()
    return document.parse(text, is_organization=lambda name: name.casefold() in KNOWN)


def entry(seed, label, *, nth=0):
    return [e for e in seed.entries if e.label.startswith(label)][nth]


def test_every_entry_is_found(seed):
    assert len(seed.entries) == 174
    assert {e.shape for e in seed.entries} == {Shape.ITEM}
    plain = [e.label for e in seed.entries if "](" not in seed.text[slice(*e.span)]]
    assert plain == ["NVIDIA", "AMD", "BIREN", "Enflame", "MOORE"]
    empty = [e for e in seed.entries if e.url is None and e.label not in plain]
    assert len(empty) == 19
    assert sum(f.code == "empty-link" for f in seed.findings) == 19


def test_every_arxiv_id_is_found_in_every_form(seed):
    ids = Counter(e.arxiv_id.value for e in seed.entries if e.arxiv_id)
    assert len(ids) == 114
    repeated = {i for i, count in ids.items() if count > 1}
    assert repeated == {"2405.01814", "2410.13276", "2405.04434", "2305.13245", "2504.02263"}
    assert str(entry(seed, "Unlocking Efficiency").arxiv_id) == "2401.07851v2"


def test_dates_keep_their_precision(seed):
    dates = [e.date for e in seed.entries if e.date]
    assert len(dates) == 75
    assert str(entry(seed, "Thus Spake").date) == "2025-02-24"
    assert str(entry(seed, "A Survey on Inference Optimization").date) == "2024-12"
    assert str(entry(seed, "ZeRO-offload++").date) == "2023-11"
    assert str(entry(seed, "XLA").date) == "2017"
    survey = [str(e.date) for e in seed.entries if e.group == "Chips Survey"]
    assert survey == ["2024", "2023", "2022", "2021", "2020", "2019"]


def test_organizations_are_kept_as_written(seed):
    assert entry(seed, "Thus Spake").organizations == "Shanghai AI Lab&huawei&fudan"
    assert entry(seed, "WLB-LLM").organizations == "Meta&University of California, San Diego"
    assert entry(seed, "A Survey on Mixture of Experts").organizations == "UK Univesity"
    assert entry(seed, "deepEP").organizations == "deepseek"
    assert entry(seed, "Accelerate").organizations == "Hugging Face"
    assert entry(seed, "ISO:").organizations == "Baichuan inc"
    assert entry(seed, "Slim attention").organizations == "openmachine"
    assert entry(seed, "PipeOffload").organizations is None
    assert sum(e.organizations is not None for e in seed.entries) == 77


def test_what_is_no_organization_is_a_note(seed):
    assert entry(seed, "Do We Really Need").note == "blog"
    assert entry(seed, "Do We Really Need").organizations is None
    assert entry(seed, "Transformer").note == "Attention Is All You Need"
    assert entry(seed, "Transformer").organizations == "Google"
    assert sum(e.note is not None for e in seed.entries) == 8


def test_titles_read_as_they_are_shown(seed):
    titles = [e.label for e in seed.entries]
    assert "A Survey of Low-bit Large Language Models:Basics, Systems, and Algorithms" in titles
    assert (
        "semi-PD: TOWARDS EFFICIENT LLM SERVING VIA PHASE-WISE DISAGGREGATED COMPUTATION"
        " AND UNIFIED STORAGE"
    ) in titles
    assert "megascale infer" in titles
    spinfer = entry(seed, "SpInfer")
    assert spinfer.url == "https://www.cse.ust.hk/~weiwa/papers/eurosys25-fall-spinfer.pdf"
    assert "\\" not in "".join(titles)


def test_topics_follow_the_headings(seed):
    assert seed.title == "Awesome AI Everything"
    assert len(seed.headings) == 44
    assert all("Awesome AI Everything" not in e.topic for e in seed.entries)
    offloading = [e for e in seed.entries if e.topic[-1:] == ("Offloading",)]
    assert len(offloading) == 15
    assert offloading[0].topic == ("AI Inference optimization", "Offloading")
    paths = {h.path for h in seed.headings}
    assert ("AI Training Optimization", "Parallelism training", "SP/CP") in paths
    assert ("AI Inference&serving Framework",) in paths


def test_label_lines_group_without_being_topics(seed):
    groups = list(dict.fromkeys(e.group for e in seed.entries if e.group))
    assert groups == [
        "paper&technical paper",
        "Chips Survey",
        "Communication & Compute: tensor parallelism & communication",
        "MoE: overlapping of alltoall & compute & inference system",
    ]
    assert entry(seed, "PIM Is All").group is None


def test_the_table_of_data_and_the_prose_are_kept(seed):
    (table,) = [b for b in seed.blocks if b.kind == "table"]
    assert table.topic == ("AI Chips", "GPU")
    assert len(table.rows) == 10
    assert table.rows[0][:3] == ("#", "FLOPs dense fp16", "HBM")
    assert table.rows[9][7] == "Ada Lovelace"
    prose = [b for b in seed.blocks if b.kind == "prose"]
    assert prose[0].text.startswith("The quadratic complexity of self-attention")
    assert prose[-1].text.startswith("<https://github.com/deepseek-ai/open-infra-index")
    assert len(prose) == 7


def test_the_empty_bullet_is_a_finding(seed):
    assert [f.line for f in seed.findings if f.code == "empty-entry"] == [180]
    codes = Counter(f.code for f in seed.findings)
    assert codes == {"empty-link": 19, "empty-entry": 1, "unread-link": 1}


def test_every_field_says_where_it_stands(seed):
    transformer = entry(seed, "Transformer")
    written = {name: seed.text[slice(*span)] for name, span in transformer.fields.items()}
    assert written == {
        "label": "Transformer",
        "url": "https://arxiv.org/pdf/1706.03762",
        "date": "2 Aug 2023",
        "organizations": "Google",
        "note": "Attention Is All You Need",
    }
    assert seed.text[slice(*transformer.span)].startswith("*   [Transformer]")
    assert transformer.line == 34
    grok = entry(seed, "GROK")
    assert grok.fields["url"][0] == grok.fields["url"][1]
    low_bit = entry(seed, "A Survey of Low-bit")
    assert "\\:Basics" in seed.text[slice(*low_bit.fields["label"])]
