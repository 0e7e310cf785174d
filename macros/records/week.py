"""Week: spans of minutes from Monday 00:00, and how one says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES


def spans(days: tuple[int, ...], start: int, end: int) -> list[tuple[int, int]]:
    """Return the minutes of the week that `days` (0 is Monday) from `start` to `end` cover.

    Start and end are minutes of a day. Each pair is (first minute, minute after the last) counted
    from Monday 00:00. An end at or before the start runs into the next day; Sunday night runs into
    Monday morning.
    """
    found = []
    for day in days:
        first = (day * DAY_MINUTES + start) % WEEK_MINUTES
        last = first + ((end - start) % DAY_MINUTES or DAY_MINUTES)
        if last <= WEEK_MINUTES:
            found.append((first, last))
        else:
            found += [(first, WEEK_MINUTES), (0, last - WEEK_MINUTES)]
    return sorted(found)


def merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def without(whole: list[tuple[int, int]], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of `whole` that no span of `parts` covers; both in order, merged."""
    left = []
    for first, last in whole:
        start = first
        for begin, end in parts:
            if end <= start or begin >= last:
                continue
            if begin > start:
                left.append((start, begin))
            start = max(start, end)
        if start < last:
            left.append((start, last))
    return left


def over_sunday(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with Sunday night and Monday morning made one."""
    if len(gaps) > 1 and gaps[0][0] == 0 and gaps[-1][1] == WEEK_MINUTES:
        return [*gaps[1:-1], (gaps[-1][0], gaps[0][1])]
    return gaps


def spans_in_words(gaps: list[tuple[int, int]], most: int = 3) -> str:
    """Return the first few spans in words, and how many more there are."""
    listed = [span_in_words(gap) for gap in gaps[:most]]
    if len(gaps) > most:
        listed.append(f"{len(gaps) - most} more")
    *first, last = listed
    return f"{', '.join(first)} and {last}" if first else last


def span_in_words(span: tuple[int, int]) -> str:
    """Return a span in words: Mon 17:30 to Tue 08:00."""
    first, last = span
    return f"{_time(first)} to {_time(last)}"


def _time(minute: int) -> str:
    day, rest = divmod(minute % WEEK_MINUTES, DAY_MINUTES)
    return f"{DAY_NAMES[day]} {rest // 60:02}:{rest % 60:02}"
