"""Examples of answers for the description of the API; each has the shape of the model whose name is its key."""

from typing import Any

from app.web.frames import HEIGHT, WIDTH, make_frame

_SITE = "https://summitry.example"
_EVENT_NAME = "Sochi, bilateral meeting, 7 December 2019"
_ARTICLE_ID = "2c2a9ea5a9dcbf09"

_EVENT: dict[str, Any] = {
    "slug": "2019-12-07-sochi",
    "url": f"{_SITE}/events/2019-12-07-sochi",
    "title": "Sochi, bilateral meeting",
    "kind": "meeting",
    "format": "bilateral",
    "status": "held",
    "date": "2019-12-07",
    "date_start": "2019-12-07",
    "date_end": "2019-12-07",
    "city": "Sochi",
    "country": "RU",
    "people": ["alexander-lukashenko", "vladimir-putin"],
    "topics": ["energy", "integration"],
    "outcome": "no agreement",
    "duration_minutes_at_least": 300,
    "sources": 1,
}
_TAKEN: dict[str, Any] = {
    **_EVENT,
    "sentence": "They met in Sochi on Saturday.",
    "sentence_from": "article",
    "sentence_publisher": "Example Wire",
    "sentence_url": "https://wire.example.net/sochi",
    "sentence_page": f"{_SITE}/articles/{_ARTICLE_ID}",
    "source_urls": ["https://wire.example.net/sochi"],
}
_ARTICLE: dict[str, Any] = {
    "id": _ARTICLE_ID,
    "page": f"{_SITE}/articles/{_ARTICLE_ID}",
    "title": "Five hours in Sochi",
    "publisher": "Example Wire",
    "url": "https://wire.example.net/sochi",
    "published": "2019-12-08",
    "language": "en",
    "digest": False,
    "origin": "press",
    "has_text": True,
    "withdrawn": False,
}
_SENTENCE = "They met in Sochi on Saturday."
_ATTESTATION: dict[str, Any] = {
    "url": f"{_SITE}/quotes/9d0b7f3a51c2e864",
    "article": _ARTICLE_ID,
    "publisher": "Example Wire",
    "published": "2019-12-08",
    "speaker_text": "Lukashenko",
    "text": "We have a common approach.",
    "kind": "direct",
    "event": "2019-12-07-sochi",
}
_QUOTE: dict[str, Any] = {
    "url": _ATTESTATION["url"],
    "speaker": "alexander-lukashenko",
    "speaker_text": "Lukashenko",
    "text": _ATTESTATION["text"],
    "kind": "direct",
    "language": "en",
    "article": _ARTICLE_ID,
    "event": "2019-12-07-sochi",
    "said": None,
    "attestations": [_ATTESTATION],
}
_SLOTS: dict[str, Any] = {"recorded": 1, "missing": 3, "more": 0, "meetings": ["2019-12-07-sochi"]}
_CLAIM: dict[str, Any] = {
    "year": 2019,
    "count": 4,
    "at_least": False,
    "as_of": "2019-12-07",
    "scope": "meetings",
    "person": None,
    "claimed_by": None,
    "text": "It was their fourth meeting of the year.",
    "article": _ARTICLE_ID,
    **_SLOTS,
    "without_sidelines": _SLOTS,
    "url": f"{_SITE}/years/2019#c-4f1d2a",
    "sentence": "Example Wire counted 4 meetings in 2019 by 7 December 2019; this record has 1.",
    "repeats": None,
}
_FACT: dict[str, Any] = {
    "field": "date",
    "values": ["2019-12-07"],
    "evidence": [
        {
            "value": "2019-12-07",
            "text": "Saturday",
            "rule": "date.weekday",
            "sentence": _SENTENCE,
            "marks": [[21, 29]],
            "article": _ARTICLE_ID,
            "url": f"{_SITE}/articles/{_ARTICLE_ID}",
        }
    ],
    "others": [],
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "EventItems": {"count": 1, "url": f"{_SITE}/?year=2019", "events": [_TAKEN]},
    "EventPageItems": {
        "count": 1,
        "url": f"{_SITE}/api/events?year=2019",
        "unknown": ["topic=weather"],
        "events": [_TAKEN],
    },
    "EventDetailItem": {
        **_EVENT,
        "cities": ["Sochi"],
        "venue": None,
        "others": None,
        "note": None,
        "confidence": None,
        "corrections": [],
        "facts": [_FACT],
        "quotes": [_QUOTE],
        "claims": [_CLAIM],
        "articles": [_ARTICLE],
    },
    "QuoteItems": {
        "count": 1,
        "url": f"{_SITE}/quotes?speaker=alexander-lukashenko",
        "quotes": [_QUOTE],
    },
    "QuoteDetailItem": {
        **_QUOTE,
        "sentence": "“We have a common approach,” Lukashenko said.",
        "marks": [[1, 26]],
        "before": _SENTENCE,
        "after": None,
        "page": f"{_SITE}/articles/{_ARTICLE_ID}",
    },
    "QuotePageItems": {
        "count": 1,
        "url": f"{_SITE}/api/quotes?speaker=alexander-lukashenko",
        "unknown": [],
        "quotes": [_QUOTE],
    },
    "ArticleItems": {
        "count": 1,
        "url": f"{_SITE}/api/articles?year=2019",
        "unknown": [],
        "articles": [_ARTICLE],
    },
    "ArticleDetailItem": {
        **_ARTICLE,
        "complete": False,
        "sentences": [{"number": 2, "text": _SENTENCE, "read": ["city", "date"]}],
        "events": [_EVENT],
        "quotes": [
            {name: _QUOTE[name] for name in ("url", "speaker", "speaker_text", "text", "kind", "language")}
            | {"event": "2019-12-07-sochi", "said": None, "sentence": 5}
        ],
        "claims": [_CLAIM],
        "vague": [],
        "cites": [],
        "named_by": [],
        "versions": 1,
    },
    "ClaimItems": {"claims": [_CLAIM]},
    "OembedItem": {
        "type": "rich",
        "version": "1.0",
        "title": _EVENT_NAME,
        "provider_name": "Summitry",
        "provider_url": f"{_SITE}/",
        "cache_age": 3600,
        "html": make_frame("/events/2019-12-07-sochi", _EVENT_NAME, _SITE, WIDTH, HEIGHT),
        "width": WIDTH,
        "height": HEIGHT,
    },
    "WeekItem": {
        "week": "2019-W49",
        "url": f"{_SITE}/weeks/2019-W49",
        "first_day": "2019-12-02",
        "last_day": "2019-12-08",
        "held": [_EVENT],
        "set": [],
        "moved": [],
        "announced": [],
        "quotes": [_QUOTE],
        "corrections": [],
        "withdrawn": [],
    },
}
"""By the name of the model. The site, the paper and its words are invented; the values are as real ones look."""
