"""Which printed words are one quote: the attestations of a quote, and the wording that stands for it.

An attestation is one source that prints words of a speaker. Two of them can be one quote if their speakers do not
differ, they are in one language and in one manner (reported words are no one's exact words), and they were printed in
one article, around one event, or within a week. They are one if their wordings are (`app.domain.wording`). In a quote
every two attestations can be one, and are, or have half of the shorter one's words in common: two parts of one speech
are not one quote because the whole is printed as well. An unknown speaker whose words several known ones are printed
to have said is none of them.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.vocabulary import QuoteKind
from app.domain.wording import WORDS_WITHIN, Words, is_within, list_runs, measure_likeness, measure_overlap

NEAR = timedelta(days=7)
"""Within so many days two sources print words that were said once, be they tied to one event or not."""
WORDS_ALONE = 4
"""Equal words of so many are one quote without an event or article in common; fewer may be said any day."""

COMMON = 0.5
"""So much of the shorter of any two wordings of one quote stands in the other as well, in runs of three words."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """One source that prints words of a speaker. `id` is that of the quote as it was read.

    `first` and `last` bound the days on which it can have been printed or, where that is told, said. `voice` names
    the independent publisher, `published` orders (EDTF).
    """

    id: str
    article_id: str
    voice: str
    words: Words
    kind: str
    speaker: str | None = None
    speaker_text: str | None = None
    language: str | None = None
    event_id: str | None = None
    first: date | None = None
    last: date | None = None
    published: str | None = None
    is_record: bool = False
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Attested:
    """One quote: the id of the attestation that stands for it, and the ids of all, sorted."""

    main_id: str
    ids: tuple[str, ...]


def group_attestations(attestations: Iterable[Attestation]) -> tuple[Attested, ...]:
    """Put attestations together that are one quote. A pure function of the set: their order makes no difference.

    The surest pairs come first: equal words before a part or a variant, of these the likest.
    """
    by_id = {one.id: one for one in sorted(attestations, key=lambda one: one.id)}
    pairs = list(_list_pairs(list(by_id.values())))
    doubtful = _find_doubtful(pairs)
    sureness = {(one.id, other.id): sure for sure, one, other in pairs if not _is_guess(one, other, doubtful)}

    def fits(a: str, b: str) -> bool:
        """Tell whether two can be of one quote of which others have shown that they may be."""
        one, other = by_id[min(a, b)], by_id[max(a, b)]
        if (one.id, other.id) in sureness:
            return True
        if not _can_be_one(one, other) or _is_guess(one, other, doubtful):
            return False
        return measure_overlap(one.words, other.words) >= COMMON

    groups = {one: [one] for one in by_id}
    for left, right in sorted(sureness, key=lambda pair: (-sureness[pair], pair)):
        one, other = groups[left], groups[right]
        if one is not other and all(fits(a, b) for a in one for b in other):
            one.extend(other)
            groups.update(dict.fromkeys(other, one))
    distinct = {id(group): group for group in groups.values()}.values()
    return tuple(
        Attested(choose_main([by_id[one] for one in group]).id, tuple(sorted(group))) for group in distinct
    )


def compare_attestations(one: Attestation, other: Attestation) -> float:
    """Tell how sure it is that two attestations are of one quote: 1 for equal words, 0 if they are not."""
    if not _can_be_one(one, other):
        return 0.0
    short, long = sorted((one.words, other.words), key=lambda words: (len(words), words))
    if short == long:
        return 1.0 if len(short) >= _count_words_needed(one, other) else 0.0
    if is_within(short, long):
        return 2 * len(short) / (len(short) + len(long)) if len(short) >= WORDS_WITHIN else 0.0
    # An article that prints both means two; and only of one man it is likely that he said nearly this but once.
    if one.article_id == other.article_id or not _is_same_speaker(one, other):
        return 0.0
    return measure_likeness(short, long)


def choose_main(attestations: Sequence[Attestation]) -> Attestation:
    """Choose the attestation that stands for a quote: its wording first, then who prints it.

    Of the wordings with a known speaker, and of these of those that are tied to an event, it is the one that most
    independent publishers print, of equals the longest, the first published, the least. Of those who print it, the
    speaker and the event known, the record speaks first, for its ties are curated; then originals before our digests,
    the first published.
    """
    printed: dict[Words, list[Attestation]] = defaultdict(list)
    for one in attestations:
        printed[one.words].append(one)
    wording = min(printed, key=lambda words: (*_rank_wording(printed[words]), words))
    return min(printed[wording], key=_rank_printing)


def _rank_wording(printing: Sequence[Attestation]) -> tuple[object, ...]:
    return (
        all(one.speaker is None for one in printing),
        all(one.speaker is None or one.event_id is None for one in printing),
        -len({one.voice for one in printing}),
        -len(printing[0].words),
        min(_get_published(one) for one in printing),
    )


def _rank_printing(one: Attestation) -> tuple[object, ...]:
    return (
        one.speaker is None,
        one.event_id is None,
        not one.is_record,
        one.is_digest,
        _get_published(one),
        one.id,
    )


def _get_published(one: Attestation) -> str:
    # What has no date comes after all that has.
    return one.published or "~"


def _find_doubtful(pairs: Iterable[tuple[float, Attestation, Attestation]]) -> set[str]:
    """Find the attestations of unknown speakers who could be any of several known ones."""
    speakers: dict[str, set[str]] = defaultdict(set)
    for _, one, other in pairs:
        for unknown, known in ((one, other), (other, one)):
            if unknown.speaker is None and known.speaker is not None:
                speakers[unknown.id].add(known.speaker)
    return {one for one, could_be in speakers.items() if len(could_be) > 1}


def _is_guess(one: Attestation, other: Attestation, doubtful: Container[str]) -> bool:
    """Tell whether one of the speakers would be taken for the other without knowing that it is not a third."""
    return one.speaker != other.speaker and (one.id in doubtful or other.id in doubtful)


def _list_pairs(attestations: Sequence[Attestation]) -> Iterator[tuple[float, Attestation, Attestation]]:
    """List the pairs that are one quote, the lesser id first; only such are compared as have a run of words in
    common."""
    holders: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(attestations):
        likely: set[int] = set()
        for run in list_runs(one.words):
            held = holders[one.language, one.kind == QuoteKind.REPORTED, run]
            likely.update(held)
            held.append(place)
        for other in likely:
            sure = compare_attestations(attestations[other], one)
            if sure:
                yield sure, attestations[other], one


def _can_be_one(one: Attestation, other: Attestation) -> bool:
    if one.language != other.language or not one.words or not other.words:
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    if (one.kind == QuoteKind.REPORTED) != (other.kind == QuoteKind.REPORTED):
        return False
    return one.article_id == other.article_id or _is_around_one_event(one, other) or _is_near(one, other)


def _is_around_one_event(one: Attestation, other: Attestation) -> bool:
    return one.event_id is not None and one.event_id == other.event_id


def _is_near(one: Attestation, other: Attestation) -> bool:
    """Tell whether all days on which both can have been printed lie within a week."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return max(one.last, other.last) - min(one.first, other.first) <= NEAR


def _count_words_needed(one: Attestation, other: Attestation) -> int:
    """Return of how many words equal wordings must be to be one quote: the less else they share, the more."""
    if one.article_id == other.article_id:
        return 1
    if not _is_same_speaker(one, other):
        return WORDS_WITHIN
    return 1 if _is_around_one_event(one, other) else WORDS_ALONE


def _is_same_speaker(one: Attestation, other: Attestation) -> bool:
    if one.speaker is None and other.speaker is None:
        return one.speaker_text == other.speaker_text
    return one.speaker == other.speaker
