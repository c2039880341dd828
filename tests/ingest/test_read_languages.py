"""Which language a text is in, also when it is only a few sentences."""

import pytest

from app.ingest.stages.read.languages import find_language

ENGLISH = [
    "Putin, Lukashenko discuss gas\n\nPutin congratulated Lukashenko on his birthday. The presidents spoke by phone.",
    "No documents were signed after the meeting. It was their third meeting this year, Peskov told reporters.",
    "Putin, Lukashenko hold phone talks\n\nThe sides agreed to continue the negotiations next week.",
    "Lukashenko arrived in Sochi on a working visit, BelTA reported. No documents were signed after the meeting.",
]
OTHERS = {
    "de": "Der russische Präsident Wladimir Putin hat sich am Freitag in Sotschi mit Alexander Lukaschenko getroffen.",
    "pl": "Prezydent Rosji Władimir Putin spotkał się w piątek w Soczi z prezydentem Białorusi Łukaszenką.",
    "fr": "Le président russe Vladimir Poutine a rencontré vendredi à Sotchi son homologue Alexandre Loukachenko.",
    "nl": "De Russische president Vladimir Poetin heeft vrijdag in Sotsji gesproken met zijn ambtgenoot Loekasjenko.",
    "lt": "Prezidentas Putinas penktadienį Sočyje susitiko su vadovu Lukašenka. Derybos truko penkias valandas.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_short_agency_english_is_english(text: str) -> None:
    assert find_language(text) == "en"


@pytest.mark.parametrize("found", ["pcm", "sco"])
def test_a_variety_of_english_is_english(monkeypatch: pytest.MonkeyPatch, found: str) -> None:
    class Identifier:
        def classify(self, _text: str) -> tuple[str, float]:
            return found, 1.0

    monkeypatch.setattr("app.ingest.stages.read.languages._get_identifier", lambda _: Identifier())
    assert find_language("Putin Lukashenko Minsk gas talks " * 20) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_one_sentence_in_another_language_is_told(language: str) -> None:
    assert find_language(OTHERS[language]) == language
