"""What a count counts is told from the words of its sentence: meetings, unless it says something narrower or wider."""

import pytest

from app.domain.vocabulary import Scope
from tests.reading.test_claims import read_claims

SCOPES = [
    ("en", "Putin and Lukashenko met six times in 2022.", Scope.MEETINGS),
    ("en", "Putin and Lukashenko have held five face-to-face meetings this year.", Scope.MEETINGS),
    ("en", "It was the fourth one-on-one meeting of Putin and Lukashenko this year.", Scope.ONE_ON_ONE),
    ("en", "Putin and Lukashenko met one-on-one six times in 2022.", Scope.ONE_ON_ONE),
    ("en", "Putin and Lukashenko had their third tête-à-tête of the year 2023 in Sochi.", Scope.ONE_ON_ONE),
    ("en", "Putin and Lukashenko met one-on-one, and these talks were the fourth this year.", Scope.MEETINGS),
    ("en", "The one-on-one talks of Putin and Lukashenko were the fourth this year.", Scope.MEETINGS),
    ("en", "Lukashenko has been to Russia four times this year and met Putin each time.", Scope.VISITS),
    ("en", "Lukashenko flew to Sochi and met Putin for the sixth time this year.", Scope.MEETINGS),
    ("en", "During a visit to Minsk Putin held his fourth meeting of 2023 with Lukashenko.", Scope.MEETINGS),
    ("en", "Putin and Lukashenko had 12 meetings in 2022; phone talks are included.", Scope.CONTACTS),
    ("en", "Putin and Lukashenko met 12 times in 2022, not counting telephone calls.", Scope.MEETINGS),
    ("ru", "Путин и Лукашенко встречались шесть раз в 2022 году.", Scope.MEETINGS),
    ("ru", "Путин и Лукашенко шесть раз встречались с глазу на глаз в 2022 году.", Scope.ONE_ON_ONE),
    (
        "ru",
        "Это четвёртая в этом году встреча Путина и Лукашенко один на один.",
        Scope.ONE_ON_ONE,
    ),
    (
        "ru",
        "Лукашенко в четвёртый раз в этом году приехал в Россию на встречу с Путиным.",
        Scope.VISITS,
    ),
    ("ru", "Лукашенко приехал в Сочи, и это его третья встреча с Путиным в этом году.", Scope.MEETINGS),
    ("ru", "Путин и Лукашенко провели 12 встреч в 2022 году; это включая телефонные.", Scope.CONTACTS),
    (
        "ru",
        "Путин и Лукашенко встречались 10 раз в прошлом году, не считая телефонных разговоров.",
        Scope.MEETINGS,
    ),
    ("be", "Гэта ўжо чацвёртая сустрэча Пуціна і Лукашэнкі сёлета.", Scope.MEETINGS),
    ("be", "Пуцін і Лукашэнка сустракаліся сам-насам шэсць разоў у 2022 годзе.", Scope.ONE_ON_ONE),
    ("be", "Лукашэнка ў чацвёрты раз сёлета прыехаў у Расею на сустрэчу з Пуціным.", Scope.VISITS),
]


@pytest.mark.parametrize(("language", "text", "scope"), SCOPES)
def test_the_scope_of_a_count(language: str, text: str, scope: Scope) -> None:
    assert [claim.scope for claim in read_claims(text, language)] == [scope]
