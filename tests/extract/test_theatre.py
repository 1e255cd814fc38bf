from __future__ import annotations

import pytest

from kg.extract.theatre import home_adjective, names_of_state, state_adjective

REPORTS = {
    "Fighting in Mali. The army of Mali fought in the north of Mali; Niger sent aid.": "Malian",
    "In Mali and in Niger, and across Niger, across Mali.": "",
    "Rebels in DR Congo. Uganda, Uganda and Rwanda look at Congo, in the east of Congo.": "Congolese",
    "Myanmar: fighting in Myanmar, once Burma.": "Myanmar",
    "NAIROBI, Kenya (Wire) – Norway said it would help.": "Kenyan",
    "The Bank of Kenya and the Kenya Defence Forces met Norway in Norway.": "Norwegian",
    "Nothing of any country.": "",
    "": "",
}


@pytest.mark.parametrize(("text", "adjective"), REPORTS.items())
def test_a_report_is_about_the_country_in_which_things_happen(text: str, adjective: str) -> None:
    assert home_adjective(text) == adjective


def test_the_country_is_named_where_the_report_begins() -> None:
    assert home_adjective("The rebels left. " * 60 + "They fought in Mali, across Mali.") == ""


def test_a_state_is_known_by_all_its_names() -> None:
    assert {"Congolese", "Congo", "DR Congo"} <= names_of_state("Congolese")
    assert "Malian" not in names_of_state("Congolese")
    assert names_of_state("") == names_of_state("Nowhere") == frozenset()
    assert state_adjective("DR Congo") == state_adjective("Congo") == "Congolese"
