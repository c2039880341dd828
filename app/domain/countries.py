"""The English names of the countries in which events took place, by ISO 3166 alpha-2 code."""

COUNTRIES: dict[str, str] = {
    "FR": "France",
    "IR": "Iran",
    "JP": "Japan",
    "MD": "Moldova",
    "US": "United States",
    "ZA": "South Africa",
    "AM": "Armenia",
    "AZ": "Azerbaijan",
    "BY": "Belarus",
    "CN": "China",
    "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan",
    "RU": "Russia",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "UA": "Ukraine",
    "UZ": "Uzbekistan",
}
