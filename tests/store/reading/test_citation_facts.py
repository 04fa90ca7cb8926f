"""Of all papers of a year, as much is read as tells their citation keys apart."""

import small_base
from aiev.store.reading import citation_facts


def test_only_papers_of_the_years_that_came_before_are_read():
    base = small_base.make()
    first = small_base.add_paper(base, "Kite", authors=["Ada Chen", "Bo Lin"], issued="2024-05")
    small_base.add_paper(base, "Eagle", issued="2023")
    dateless = small_base.add_paper(base, "Heron")
    later = small_base.add_paper(base, "Osprey", issued="2024")
    years = citation_facts.years(base, [first, dateless])
    assert years == {"2024", ""}
    found = list(citation_facts.iter_citation_facts(base, last=later - 1, years=years))
    assert [one.id for one in found] == [first, dateless]
    assert found[0].authors == ("Ada Chen", "Bo Lin")
    everything = citation_facts.iter_citation_facts(base, last=later, years=None)
    assert len(list(everything)) == 4
