"""Find quoted stretches: the words of a text that stand in quotation marks or after the dash of direct speech."""

import re
from collections.abc import Iterator

from app.domain.marks import Marks
from app.domain.spans import Span

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[«»„“”‟‘’\"']")
_ANGLE, _DOUBLE, _SINGLE = "«»", '„“”‟"', "‘’'"
_FAMILY = {mark: family for family in (_ANGLE, _DOUBLE, _SINGLE) for mark in family}
# Speech after a dash at the start of a paragraph: «— Yes, — he said.»
_SPEECH_DASH = re.compile(r"[ \t]*[—–-] +(?=\S)")
# Where a dash can open or close a reporting clause inside speech.
_CLAUSE_DASH = re.compile(r"[,.!?…][»”\"]?[ \t\xa0]*(?:[—–]|--?)(?:[ \t\xa0]+|(?=\w))")
_SENTENCE_END = re.compile(r"[.!?…:;]\s")
_LONGEST_QUOTE = 4000
# A reporting clause begins with its verb or after a word or two, and is no longer than this.
_REACH_VERB, _LONGEST_CLAUSE = 48, 300
_REPORTING = ("reporting_verb", "noted_in", "according", "his_words", "cites")


# A quotation mark: where, which, and whether it opens (else it closes). A bare tuple, as a text can hold a million.
_Token = tuple[int, str, bool]


def find_quoted(text: str, marks: Marks | None = None) -> tuple[Span, ...]:
    """Find the stretches of speech, without their marks, in the order of the text; none overlaps another.

    Of nested quotations only the outer is given. A quotation that is not closed ends with its paragraph, or
    where a reporting clause begins. Reporting clauses between dashes ("«Yes, — he said. — No»") are cut out,
    as far as `marks`, the words of the language's lists, show them; so two neighbours can be one quotation.
    A paragraph that opens with a dash is speech if it has such a clause.
    """
    marks = marks or Marks()
    spans: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        quotations = list(_find_quotations(text, start, end))
        dash = _SPEECH_DASH.match(text, start, end)
        if dash:
            speech = _cut_clauses(text, Span(dash.end(), end), marks)
            if len(speech) > 1 or speech[0].end < end:
                spans.extend(speech)
                continue
        for span, closed in quotations:
            spans.extend(_cut(text, span, closed, marks))
    return tuple(span for span in spans if span.end - span.start <= _LONGEST_QUOTE and span.of(text).strip())


def _find_quotations(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    """Yield the outer quotations of a paragraph, and whether each is closed, in one pass over its marks."""
    tokens = _read_tokens(text, start, end)
    unmatched = _count_unmatched(tokens)
    outer: _Token | None = None
    depth = 0
    for number, token in enumerate(tokens):
        if outer is None:
            if token[2] and (token[1] not in _SINGLE or _closes_later(tokens, number)):
                outer, depth = token, 1
            continue
        if _FAMILY[token[1]] != _FAMILY[outer[1]]:
            continue
        if token[2]:
            depth += 1
            continue
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if _is_apostrophe(text, token, following):
            continue
        depth = 0 if depth < 2 or _closes_all(text, token, end, unmatched[number]) else depth - 1
        if depth == 0:
            if token[0] > outer[0] + 1:
                yield Span(outer[0] + 1, token[0]), True
            outer = None
    if outer is not None and outer[0] + 1 < end:
        yield Span(outer[0] + 1, end), False


def _read_tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    # Inside „ the mark “ closes; how many of these are open.
    low = 0
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue
        if mark in _SINGLE and after.isdigit() and mark != "‘":
            continue
        opens = _opens(mark, before, after, low, tokens)
        if mark == "„":
            low += 1
        elif low and not opens and _FAMILY[mark] == _DOUBLE:
            low -= 1
        tokens.append((at, mark, opens))
    return tokens


def _opens(mark: str, before: str, after: str, low: int, tokens: list[_Token]) -> bool:
    """Tell whether a mark opens a quotation, by what it is and what stands around it."""
    if mark in "«„‟‘":
        return True
    if mark in "»’":
        return False
    leads = before.isspace() or before in "([{—–-/«„“\"'‘"
    follows = not after.isspace() and after not in ",.;:!?…)]}»”"
    if mark == "”":
        return leads and follows and not before.isalnum() and not _is_open(tokens)
    if mark == "“":
        return (leads and follows) if low else leads or (follows and after not in "—–-")
    if leads and follows:
        return True
    if leads or follows:
        # Amid spaces, or amid words with a space missing: it opens if nothing is open.
        is_amid = leads != follows and (leads or before in ",.:;" or before.isalnum())
        return is_amid and mark == '"' and not _is_open(tokens)
    return False


def _is_open(tokens: list[_Token]) -> bool:
    """Tell whether the last double mark opened a quotation; looks at the few last marks only."""
    for token in reversed(tokens[-4:]):
        if _FAMILY[token[1]] == _DOUBLE:
            return token[2]
    return False


def _closes_later(tokens: list[_Token], number: int) -> bool:
    """Tell whether a single mark that seems to open has a partner: an apostrophe has none."""
    following = next((one for one in tokens[number + 1 : number + 5] if one[1] in _SINGLE), None)
    return following is not None and not following[2]


def _is_apostrophe(text: str, token: _Token, following: _Token | None) -> bool:
    """Tell whether a single mark that seems to close is the possessive of a plural: the ministers' plan."""
    if token[1] not in "’'" or following is None or following[2] or following[1] not in "’'":
        return False
    return text[token[0] - 1 : token[0]] == "s" and text[token[0] + 1 : token[0] + 2] == " "


def _count_unmatched(tokens: list[_Token]) -> list[int]:
    """Count after each mark how many later ones of its family close what none of them opened."""
    counts = [0] * len(tokens)
    later = {_ANGLE: 0, _DOUBLE: 0, _SINGLE: 0}
    for number in range(len(tokens) - 1, -1, -1):
        family = _FAMILY[tokens[number][1]]
        counts[number] = later[family]
        later[family] = max(0, later[family] + (-1 if tokens[number][2] else 1))
    return counts


def _closes_all(text: str, token: _Token, end: int, unmatched: int) -> bool:
    """Tell whether one closing mark ends the inner and the outer quotation, as where two alike would meet."""
    if unmatched:
        return False
    rest = text[token[0] + 1 : min(end, token[0] + 6)].lstrip(" .!?…\xa0")
    return text[token[0] - 1] in ",.!?…" or not rest or rest[0] in ",—–-"


def _cut(text: str, span: Span, closed: bool, marks: Marks) -> list[Span]:
    """Cut the reporting clauses out of a quotation."""
    stretches = _cut_clauses(text, span, marks)
    if closed or len(stretches) > 1 or stretches[0].end < span.end:
        return stretches
    clause = _find_comma_clause(text, span, marks)
    return [Span(span.start, clause)] if clause is not None and clause > span.start else stretches


def _cut_clauses(text: str, span: Span, marks: Marks) -> list[Span]:
    """Cut clauses between dashes out of speech; what is left, the whole if it has none."""
    stretches: list[Span] = []
    start = span.start
    dashes = list(_CLAUSE_DASH.finditer(text, span.start, span.end))
    number = 0
    while number < len(dashes):
        dash = dashes[number]
        number += 1
        verb = _find_verb(text, Span(dash.end(), span.end), marks) if dash.end() < span.end else None
        if verb is None:
            continue
        while number < len(dashes) and dashes[number].start() < verb:
            number += 1
        resumed = dashes[number] if number < len(dashes) else None
        if resumed is None and span.end - dash.end() > _LONGEST_CLAUSE:
            end = _SENTENCE_END.search(text, verb, min(span.end, verb + _LONGEST_CLAUSE))
            if end is None:
                continue
        said = dash.start() + 1
        if said > start:
            stretches.append(Span(start, said))
        start = resumed.end() if resumed else span.end
        number += 1
    if start < span.end:
        stretches.append(Span(start, span.end))
    return stretches


def _find_verb(text: str, clause: Span, marks: Marks) -> int | None:
    """Return where the verb that opens a reporting clause ends, or None if what follows goes on speaking."""
    reach = Span(clause.start, min(clause.end, clause.start + _REACH_VERB))
    for name in _REPORTING:
        verb = marks.first(name, reach)
        if verb is None or _SENTENCE_END.search(text, clause.start, verb.span.start):
            continue
        head = Span(clause.start, min(clause.end, verb.span.end + 12))
        if not marks.has("speaking_self", head):
            return verb.span.end
    return None


def _find_comma_clause(text: str, span: Span, marks: Marks) -> int | None:
    """Return where ", he said" begins in a quotation that is not closed."""
    for verb in marks.within("reporting_verb", span):
        comma = text.rfind(",", max(span.start, verb.span.start - _REACH_VERB), verb.span.start)
        if comma < 0:
            continue
        clause = Span(comma + 1, verb.span.end)
        named = any(marks.has(name, clause) for name in ("person", "speaking_pronoun", "determiner"))
        if (named or comma + 2 == verb.span.start) and not marks.has("speaking_self", clause):
            return comma + 1
    return None
