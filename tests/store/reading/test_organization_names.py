"""How organizations are called: keys lead to them and their parts, texts say who wrote them."""

import small_base
from aiev.domain import organization
from aiev.store.reading import organization_names
from aiev.store.reading.organization_names import Text


def test_a_key_leads_to_an_organization_and_its_parts_that_have_papers():
    base = small_base.make()
    small_base.add_organization(base, "ByteDance Seed", parent="ByteDance")
    small_base.add_organization(base, "Nobody")
    small_base.add_paper(base, "Kite", organizations=["ByteDance Seed"])
    small_base.add_paper(base, "Eagle", organizations=["ByteDance"])
    found = organization_names.by_key(base)
    assert found[organization.key("ByteDance")] == ("ByteDance", "ByteDance Seed")
    assert found[organization.key("ByteDance Seed")] == ("ByteDance Seed",)
    assert organization.key("Nobody") not in found


def test_arxivs_affiliations_count_where_nobody_gave_an_organization():
    base = small_base.make()
    for organizations in ((), ("MIT",)):
        paper = small_base.add_paper(base, "Kite", authors=["Ada"], organizations=organizations)
        base.execute("update authorship set affiliation = 'MIT; Meta' where paper_id = ?", (paper,))
    assert list(organization_names.affiliations(base)) == [
        Text(1, "arxiv", "MIT"),
        Text(1, "arxiv", "Meta"),
    ]
