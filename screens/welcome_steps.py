"""The guide of the first run: its questions, what an answer means, and the profile that comes of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prospector.errors import BadInput
from prospector.identity.place import country_code
from prospector.model.lead import ROLES
from prospector.model.plan import PlanRecord
from prospector.plan.criteria import SUGGESTED, SUGGESTED_TEXT
from prospector.plan.profile import KINDS, SHOULD, Criterion, Profile
from prospector.text import clean, clean_text

TEXT, WEEKS, WORDS, SIZE, LEAD, SUMMARY = "text", "weeks", "words", "size", "lead", "summary"
NOT_YET = "not yet"
DEFAULT_WEEKS = 12
_CODE_LETTERS = 2
"""Letters of a country code (ISO 3166 alpha-2)."""
_UNITS = {"w": 1.0, "m": 52 / 12, "y": 52.0}
_SPAN = re.compile(r"(\d{1,4})\s*(?:(w)(?:eeks?|ks?)?|(m)(?:onths?|o)?|(y)(?:ears?|rs?)?)?\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One question."""

    key: str
    kind: str
    question: str
    explain: str
    example: str = ""
    label: str = "Answer"

    @property
    def is_criterion(self) -> bool:
        """Whether it makes a criterion of the profile."""
        return self.kind in (WORDS, SIZE)


STEPS = (
    Step("offer", TEXT, "What do you sell, in one line?",
         "In your customer's words. It heads the plan and every call sheet.",
         "Route planning that keeps service vans on the road", "We sell"),
    Step("pain", TEXT, "Which pain does it cure?",
         "The names you write down are companies that are likely to have it.",
         "technicians drive two hours for one repair", "The pain"),
    Step("best", TEXT, "Who is your best customer, and why?",
         "Companies like this one are what you look for.",
         "Nordhafen: 40 vans, one planner, said yes in six weeks", "Best customer"),
    Step("cycle", WEEKS, "How long does a sale take, from first talk to signature?",
         "What may close within two of these spans is short-term; the rest is long-term.",
         "12 weeks", "Sales cycle"),
    Step("industry", WORDS, "Which words name the industries you want?",
         "One is enough for a company to fit. Several languages help: pumps, Pumpen, pumpar.",
         "pumps, compressors, Kältetechnik", "Industry words"),
    Step("size", SIZE, "How many people should work there?",
         "One of the two is enough. A size nobody knows counts as open, not as bad.",
         "", "People"),
    Step("place", WORDS, "Where should they be?",
         "Countries by name or as two letters (Sweden, DE), or names of towns.",
         "DE, SE, Malmö", "Places"),
    Step("words", WORDS, "Which words should, or should never, stand on their site?",
         "With never, a company whose site says one of them is out.",
         "field service, service vans", "Words"),
    Step("lead", LEAD, "What may be called a lead?",
         f"{'; '.join(SUGGESTED)}: these three are tested. The sentence is what people sign, and banners stay until they do: "
         f"“{SUGGESTED_TEXT}”",
         SUGGESTED_TEXT, "A lead is …"),
    Step("summary", SUMMARY, "This is your plan and your first profile.",
         "enter keeps both as version 1; everything can be changed later (6), and undone."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem(Exception):
    """An answer that can't be used: the field it stands in, and why, in words."""

    field: str
    sentence: str


def weeks(typed: str) -> int:
    """Return the weeks that `typed` means: ``12``, ``12 weeks``, ``3 months``; none is the usual quarter.

    Raises BadInput for anything else.
    """
    text = clean(typed)
    if not text:
        return DEFAULT_WEEKS
    found = _SPAN.match(text)
    count = round(int(found[1]) * _UNITS[(found[2] or found[3] or found[4] or "w").lower()]) if found else 0
    if not 1 <= count <= 520:  # noqa: PLR2004 - ten years, as the plan takes it
        raise BadInput(f"“{text}” is no span from 1 week to 10 years: type it like 12 weeks or 3 months")
    return count


def check(step: Step, answers: Mapping[str, str]) -> None:
    """Raise Problem when the answer to `step` can't be used."""
    try:
        if step.kind == WEEKS:
            weeks(answers.get(step.key, ""))
    except BadInput as error:
        raise Problem("answer", error.sentence) from None
    if step.kind == SIZE:
        _size(answers)


def plan(answers: Mapping[str, str]) -> PlanRecord | None:
    """Return the plan, None when none of its questions was answered."""
    offer, pain, best = (clean_text(answers.get(key, "")) for key in ("offer", "pain", "best"))
    if not (offer or pain or best or answers.get("cycle", "").strip()):
        return None
    return PlanRecord(offer=offer, pain=pain, best_customer=best, cycle_weeks=weeks(answers.get("cycle", "")))


def lead(answers: Mapping[str, str]) -> tuple[str, str]:
    """Return the sentence that says what a lead is, and the role it is signed in; both empty for leaving it."""
    said, role = clean_text(answers.get("lead", "")), answers.get("lead.role", NOT_YET)
    role = role if role in ROLES else ""
    return (said or (SUGGESTED_TEXT if role else "")), role


def profile(answers: Mapping[str, str]) -> Profile | None:
    """Return the first profile, None when every question about it was skipped."""
    industry = _worded("industry", "the industry we know", "industry", answers, 3)
    said = _worded("words", "says so on its site", "words", answers, 3)
    criteria = [*industry, *_sized(answers), *_placed(answers), *said]
    return Profile("Ideal customer", tuple(criteria)) if criteria else None


def words(typed: str) -> tuple[str, ...]:
    """Return the words of a comma-separated answer, each once."""
    found = [clean(one) for one in re.split(r"[,;\n]", typed)]
    return tuple(dict.fromkeys(one for one in found if one))


def summary(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what will be kept, as (label, text) lines."""
    lines = []
    written = plan(answers)
    if written is not None:
        named = (("We sell", written.offer), ("The pain", written.pain), ("Best customer", written.best_customer))
        lines += [(label, text or "-") for label, text in named]
        lines.append(("Sales cycle", f"{written.cycle_weeks} weeks"))
    made = profile(answers)
    lines += [(one.kind, f"{one.field} {one.wanted()}") for one in (made.criteria if made else ())]
    said, role = lead(answers)
    if said:
        lines.append(("A lead", f"{said} ({f'signed as {role}' if role else 'unsigned'})"))
    return lines


def _kind(key: str, answers: Mapping[str, str]) -> str:
    kind = answers.get(f"{key}.kind", SHOULD)
    return kind if kind in KINDS else SHOULD


def _worded(key: str, name: str, field: str, answers: Mapping[str, str], weight: int) -> list[Criterion]:
    found = words(answers.get(key, ""))
    return [Criterion(name, _kind(key, answers), field, weight, found)] if found else []


def _placed(answers: Mapping[str, str]) -> list[Criterion]:
    found, kind = words(answers.get("place", "")), _kind("place", answers)
    codes: list[str] = []
    towns: list[str] = []
    for one in found:
        code = country_code(one).upper()
        is_country = len(code) == _CODE_LETTERS and code.isascii() and code.isalpha()
        (codes if is_country else towns).append(code if is_country else one)
    made = [Criterion("in our countries", kind, "country", 2, tuple(dict.fromkeys(codes)))] if codes else []
    return made + ([Criterion("in our towns", kind, "city", 2, tuple(towns))] if towns else [])


def _sized(answers: Mapping[str, str]) -> list[Criterion]:
    low, high = _size(answers)
    if low is None and high is None:
        return []
    return [Criterion("the size we serve well", _kind("size", answers), "employees", 3, (), low, high)]


def _size(answers: Mapping[str, str]) -> tuple[int | None, int | None]:
    low, high = _whole("least", answers), _whole("most", answers)
    if low is not None and high is not None and low > high:
        raise Problem("most", f"the most ({high}) is less than the least ({low})")
    return low, high


def _whole(key: str, answers: Mapping[str, str]) -> int | None:
    typed = clean(answers.get(key, "")).replace(",", "").replace(".", "").replace(" ", "")
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > 8:  # noqa: PLR2004 - no company has a hundred million people
        raise Problem(key, "type a whole number of people, like 50")
    return int(typed)
