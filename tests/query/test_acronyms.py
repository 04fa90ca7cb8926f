"""The table of short forms and what they stand for."""

from aiev.query.acronyms import AMBIGUOUS, UNAMBIGUOUS


def test_the_table_of_acronyms_is_sound():
    assert not set(UNAMBIGUOUS) & set(AMBIGUOUS)
    assert len(UNAMBIGUOUS) + len(AMBIGUOUS) >= 150
    for short, forms in (UNAMBIGUOUS | AMBIGUOUS).items():
        assert short.isalnum()
        assert short == short.lower()
        for form in forms:
            assert form == " ".join(form.lower().replace("-", " ").split())
    long_forms = [form for forms in UNAMBIGUOUS.values() for form in forms]
    assert len(set(long_forms)) == len(long_forms)
