"""The score that MDN's HTTP Observatory would give to headers and a page, after its published rules
(https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring), as far as they can be told offline: that the
site redirects from http and has a valid certificate is its proxy's part and taken for granted."""

from collections.abc import Iterable, Mapping

BASELINE, LEAST_FOR_BONUSES = 100, 90
_SIX_MONTHS = 15_768_000
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
_UNSAFE_REFERRER = {"origin", "origin-when-cross-origin", "unsafe-url"}
_BROAD = {"*", "http:", "https:", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'"}


def score(headers: Mapping[str, str], scripts: Iterable[Mapping[str, str]]) -> int:
    """Return the score of a page: penalties first, and bonuses if what is left is an A. Names of headers are in lower
    case; `scripts` are the attributes of its script elements that have a `src`."""
    modifiers = [
        _judge_cookies(headers),
        _judge_sharing(headers),
        _judge_policy(_read_policy(headers)),
        _judge_transport(headers),
        _judge_referrer(headers),
        _judge_scripts(list(scripts)),
        0 if headers.get("x-content-type-options", "").lower() == "nosniff" else -5,
        _judge_framing(headers, _read_policy(headers)),
        _judge_resources(headers),
    ]
    left = BASELINE + sum(one for one in modifiers if one < 0)
    return max(0, left + (sum(one for one in modifiers if one > 0) if left >= LEAST_FOR_BONUSES else 0))


def _read_policy(headers: Mapping[str, str]) -> dict[str, set[str]]:
    parts = [part.split() for part in headers.get("content-security-policy", "").split(";") if part.strip()]
    return {name.lower(): {one.lower() for one in values} for name, *values in parts}


def _judge_cookies(headers: Mapping[str, str]) -> int:
    # Ours has none; a site with one would have to be judged by what is in it.
    return -20 if "set-cookie" in headers else 0


def _judge_sharing(headers: Mapping[str, str]) -> int:
    everyone = headers.get("access-control-allow-origin") == "*"
    return -50 if everyone and headers.get("access-control-allow-credentials") == "true" else 0


def _judge_policy(policy: Mapping[str, set[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, styles = policy.get("script-src", default), policy.get("style-src", default)
    objects = policy.get("object-src", default)
    if "'unsafe-eval'" in scripts:
        return -10
    if scripts & _BROAD or objects & _BROAD:
        return -20
    if any("http:" in values for values in policy.values()):
        return -20
    if styles & _BROAD:
        return 0
    return 10 if default == {"'none'"} else 5


def _judge_transport(headers: Mapping[str, str]) -> int:
    said = [one.strip().lower() for one in headers.get("strict-transport-security", "").split(";")]
    age = next((one.removeprefix("max-age=") for one in said if one.startswith("max-age=")), "")
    if not age.isdigit():
        return -20
    return 0 if int(age) >= _SIX_MONTHS else -10


def _judge_referrer(headers: Mapping[str, str]) -> int:
    # Of several the last that is known counts.
    said = [one.strip().lower() for one in headers.get("referrer-policy", "").split(",") if one.strip()]
    if not said:
        return 0
    return 5 if said[-1] in _PRIVATE else -5


def _judge_scripts(scripts: list[Mapping[str, str]]) -> int:
    if any(not one["src"].startswith("/") or one["src"].startswith("//") for one in scripts):
        # From elsewhere: without integrity and with it, whoever serves it sees every reader of ours.
        return -5
    return 5 if scripts and all(one.get("integrity") for one in scripts) else 0


def _judge_framing(headers: Mapping[str, str], policy: Mapping[str, set[str]]) -> int:
    if "frame-ancestors" in policy:
        return 5 if "*" not in policy["frame-ancestors"] else -20
    return 0 if headers.get("x-frame-options", "").lower() in ("deny", "sameorigin") else -20


def _judge_resources(headers: Mapping[str, str]) -> int:
    said = headers.get("cross-origin-resource-policy")
    return {None: 0, "same-site": 10, "same-origin": 10, "cross-origin": 0}.get(said, -5)
