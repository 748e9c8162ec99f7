"""A book of pairs: what speaks for and against each, how sure that is, the verdict and the words for it."""

from __future__ import annotations

import pytest

from prospector.identity.decide import decide
from prospector.identity.evidence import weigh
from prospector.identity.known import Known, prepare
from prospector.identity.party import Party

BOOK = """
Kestrel GmbH | KESTREL gmbh
  best_bits compact_equal contained first_same legal_same name_only overlap shared_bits=0.5 words_equal
> 0.976 same: same name

Kestrel Bank | Kestrel Works
  best_bits contained=0.714 extra_best=0.4 first_same name_only overlap=0.556 role_one shared_bits=0.5 swapped=0.4
  swapped_best=0.4
> 0.292 different: distinctive word 'kestrel' in both; 'bank' against 'works'; parent and subsidiary words

Kestrel Works | Kestrel
  best_bits brand_start contained extra=0.4 extra_best=0.4 first_same generic_extra name_only overlap=0.714 shared_bits=0.5
> 0.541 review: distinctive word 'kestrel' in both; 'works' in one name only

Face Book | Facebook
  best_bits compact_equal contained=0.98 name_only overlap=0.98 shared_bits=0.49
> 0.972 same: same name but for spaces and signs

Nordhafen AG | Nordhaven Inc
  best_bits contained=0.94 legal_conflict name_only overlap=0.94 shared_bits=0.47 typo=0.3
> 0.534 review: 'nordhafen' and 'nordhaven' are much alike; different legal forms

Kestrel | Kestrol
  contained=0.88 holders name_only overlap=0.88 shared_bits=0.44 typo=0.6 typo_alone typo_established
> 0.297 different: 'kestrel' and 'kestrol' are much alike

Kestrel International | Kestrel Intl Mfg
  best_bits brand_start contained extra extra_best first_same generic_extra name_only overlap=0.667 shared_bits
> 0.338 review: distinctive word 'international' in both; distinctive word 'kestrel' in both; 'manufacturing' in one name only

Kestrel Ltd | Kestrel S.r.l.
  best_bits compact_equal contained first_same legal_abroad legal_same name_only overlap shared_bits=0.5 words_equal
> 0.941 review: same name

Kestrel GmbH | Kestrel
  best_bits compact_equal contained first_same legal_foreign legal_one name_only overlap shared_bits=0.5 words_equal
> 0.990 same: same name

Kestrel Ltd | Kestrel
  best_bits compact_equal contained first_same legal_one name_only overlap shared_bits=0.5 words_equal
> 0.990 same: same name

Kestrel GmbH | Kestrel AG
  best_bits compact_equal contained first_same legal_conflict name_only overlap shared_bits=0.5 words_equal
> 0.855 review: same name; different legal forms

Kestrel Co | Kestrel Corp
  best_bits compact_equal contained first_same legal_loose name_only overlap shared_bits=0.5 words_equal
> 0.903 review: same name

Kestrel Stiftung | Kestrel GmbH
  best_bits compact_equal contained first_same legal_nature name_only overlap shared_bits=0.5 words_equal
> 0.749 related: same name; different legal forms

Egret 12 Ltd | Egret 14 Ltd
  best_bits contained=0.714 extra_best=0.4 first_same legal_same name_only number_conflict overlap=0.556 shared_bits=0.5
  swapped=0.4 swapped_best=0.4
> 0.165 different: distinctive word 'egret' in both; '12' against '14'; different numbers in the names

Kestrel 17 | Kestrel
  best_bits contained extra extra_best first_same name_only number_one overlap=0.5 shared_bits=0.5
> 0.439 review: distinctive word 'kestrel' in both; '17' in one name only; a number in one name only

Kestrel (Berlin) GmbH | Kestrel (Singapore) Ltd
  best_bits compact_equal contained first_same legal_abroad legal_same name_only overlap place_conflict=2.5 qualifier_conflict
  shared_bits=0.5 words_equal
> 0.122 related: same name; different place words; different words in brackets

Kestrel (Fischer) | Kestrel
  best_bits compact_equal contained first_same name_only overlap qualifier_one shared_bits=0.5 words_equal
> 0.973 review: same name

Kestrel (Umbra) | Kestrel (Zorro)
  best_bits compact_equal contained first_same name_only overlap qualifier_conflict shared_bits=0.5 words_equal
> 0.874 review: same name; different words in brackets

Kestrel India @ country=IN | Kestrel @ country=DE
  best_bits contained country_conflict extra extra_best first_same overlap=0.5 place_one shared_bits=0.5 weak_conflicts=0.333
> 0.011 related: distinctive word 'kestrel' in both; 'india' in one name only; a place word in one name only; different countries

Kestrel India | Kestrel France
  best_bits contained=0.5 extra_best first_same name_only overlap=0.333 place_conflict shared_bits=0.5 swapped swapped_best
> 0.030 different: distinctive word 'kestrel' in both; 'france' against 'india'; different place words

Kestrel Holding | Kestrel
  best_bits contained extra extra_best first_same name_only overlap=0.5 role_one shared_bits=0.5
> 0.133 related: distinctive word 'kestrel' in both; 'holdings' in one name only; parent and subsidiary words

IBM | Interstellar Barge Manifests
  acronym extra=2 extra_best holders name_only short_name swapped swapped_best
> 0.021 different: 'ibm' against 'interstellar barge manifests'; one name is the initials of the other

IBM @ domains=ibm.com | Interstellar Barge Manifests @ domains=ibm.com
  acronym acronym_domain domain_same extra=2 extra_best holders short_name swapped swapped_best weak_name_domain
> 0.786 review: 'ibm' against 'interstellar barge manifests'; one name is the initials of the other; same domain

Kobold = Kestrel | Kestrel
  alias best_bits compact_equal contained first_same name_only overlap shared_bits=0.5 words_equal
> 0.982 review: same name; agrees with another of its names

Kestrel @ domains=kestrel.com; phones=+49 40 1111111 | Umbra @ domains=kestrel.com; phones=040 1111111
  domain_same extra_best holders phone_same swapped swapped_best weak_name_domain weak_name_phone
> 0.156 related: 'kestrel' against 'umbra'; same domain; same telephone number

Kestrel @ domains=kestrel.com; phones=+49 40 1111111 | Umbra @ domains=kestrel.de; phones=040 1111112
  domain_conflict domain_label domain_name extra_best holders phone_conflict swapped swapped_best weak_conflicts=0.667
> 0.000 different: 'kestrel' against 'umbra'; the domain spells the other name; different domains; different telephone numbers

Kestrel @ address=Hafenstr. 12; city=Hamburg; postcode=20095; country=DE |
Kestrel @ address=12 Hafenstraße; city=Hamburg; postcode=20095; country=Germany
  address_same best_bits city_same compact_equal contained country_same first_same overlap postcode_same shared_bits=0.5
  words_equal
> 1.000 same: same name; same street address; same postal code; same town

Kestrel @ address=Hafenstr. 12; city=Hamburg; postcode=20095; country=DE |
Kestrel @ address=Ringstr. 12; city=Bremen; postcode=28195; country=FR
  address_conflict best_bits city_conflict compact_equal contained country_conflict equal_name_conflicts=1.333 first_same
  overlap postcode_conflict shared_bits=0.5 words_equal
> 0.002 related: same name; different countries; different towns; different addresses

Umbra @ address=Hafenstr. 12; phones=040 1111111 | Kestrel @ address=Hafenstr 12; phones=040 1111111
  address_same extra_best holders phone_and_address phone_same swapped swapped_best weak_name_address weak_name_phone
> 0.845 review: 'kestrel' against 'umbra'; same telephone number; same street address

Umbra @ domains=kestrel.com | Kestrel
  domain_name extra_best holders name_only swapped swapped_best
> 0.004 different: 'kestrel' against 'umbra'; the domain spells the other name

Umbra @ city=Hamburg | Kestrel @ city=Hamburgg
  city_same extra_best holders swapped swapped_best
> 0.001 different: 'kestrel' against 'umbra'; same town

Umbra @ city=Ulm | Kestrel @ city=Ulms
  city_conflict extra_best holders swapped swapped_best weak_conflicts=0.333
> 0.000 different: 'kestrel' against 'umbra'; different towns

Kestrel @ country=DE | Kestrel @ country=DE
  best_bits compact_equal contained country_same first_same name_only overlap shared_bits=0.5 words_equal
> 0.984 same: same name

Bank | Bank
  best_bits=0.4 common_name compact_equal contained first_same holders=1.667 name_only overlap shared_bits=0.2 short_name
  words_equal
> 0.803 review: same name

Nord-Hafen | Nord Hafen
  best_bits compact_equal contained first_same name_only overlap shared_bits words_equal
> 0.990 same: same name

株式会社東光電 @ domains=toko.jp | Toko Denki @ domains=toko.jp
  domain_same extra extra_best holders legal_foreign legal_one other_script_domain short_name swapped swapped_best
  weak_name_domain
> 0.301 review: 'toko denki' against '东光电'; same domain

Kestrel Mfg | Kstrl Mfg
  best_bits contained=0.9 name_only overlap=0.9 shared_bits=0.9 shortened
> 0.954 review: distinctive word 'manufacturing' in both; 'kestrel' and 'kstrl' shorten each other

Kestrel @ lei=A1 | Kestrel @ lei=A1
  best_bits compact_equal contained first_same name_only overlap shared_bits=0.5 words_equal
> 1.000 same: same LEI; same name

Kestrel @ lei=A1 | Kestrel @ lei=B2
  best_bits compact_equal contained first_same name_only overlap shared_bits=0.5 words_equal
> 0.052 related: different LEIs; same name

Kestrel @ registry_ids=HRB 1 | Kestrel @ registry_ids=HRB1
  best_bits compact_equal contained first_same name_only overlap shared_bits=0.5 words_equal
> 1.000 same: same registry number; same name

Kestrel @ registry_ids=HRB 1 | Kestrel @ registry_ids=HRB 2
  best_bits compact_equal contained first_same name_only overlap shared_bits=0.5 words_equal
> 0.751 review: different registry numbers; same name

!!! @ domains=kestrel.com | Kestrel @ domains=kestrel.com
  domain_same
> 0.068 related: same domain

Heron | Heron
  best_bits=0.7 compact_equal contained first_same name_only overlap shared_bits=0.35 words_equal
> 0.981 review: same name

Works Egret | Worke Egret
  best_bits contained=0.929 name_only overlap=0.65 shared_bits=0.65 typo=1.25
> 0.891 review: distinctive word 'egret' in both; 'worke' and 'works' are much alike

Egret Lumen Umbra Zorro 12 @ city=Ulm; country=DE | Egret Lumen Umbra Zorro 14 @ city=Bonn; country=FR
  best_bits city_conflict contained=0.909 country_conflict extra_best=0.4 first_same number_conflict overlap=0.833 shared_bits=2
  swapped=0.4 swapped_best=0.4 weak_conflicts=0.667
> 0.015 different: distinctive word 'egret' in both; distinctive word 'lumen' in both; distinctive word 'umbra' in both; '12'
> against '14'; different numbers in the names; different countries; different towns

Egret Lumen Umbra Zorro @ city=Ulm; country=DE; phones=1234567 | Egret Lumen Umbra @ city=Bonn; country=FR; phones=7654321
  best_bits city_conflict contained country_conflict extra extra_best first_same overlap=0.75 phone_conflict shared_bits=1.5
  weak_conflicts
> 0.011 related: distinctive word 'egret' in both; distinctive word 'lumen' in both; distinctive word 'umbra' in both; 'zorro'
> in one name only; different countries; different towns; different telephone numbers

Kestrel = Kobold Works | Kobold = Egret Works
  alias best_bits brand_start contained extra=0.4 extra_best=0.4 first_same generic_extra name_only overlap=0.714
  shared_bits=0.5
> 0.493 review: distinctive word 'kobold' in both; 'works' in one name only; agrees with another of its names

Kestrel @ postcode=20095; city=Ulm | Kestrel GmbH @ postcode=20096; city=Ulm
  best_bits city_same compact_equal contained equal_name_conflicts=0.333 first_same legal_foreign legal_one overlap
  postcode_conflict shared_bits=0.5 words_equal
> 0.904 review: same name; same town

Kestrel @ domains=kestrel.com; phones=1234567; lei=A1; registry_ids=HRB 1 | Umbra @ domains=kestrel.com; phones=7654321; lei=A1
  domain_same extra_best holders phone_conflict swapped swapped_best weak_conflicts=0.333 weak_name_domain
> 0.698 review: same LEI; 'kestrel' against 'umbra'; same domain; different telephone numbers

Kestrel GmbH @ domains=kestrel.de; phones=1234567 | Kestrel Ltd @ domains=kestrel.de; phones=7654321
  best_bits compact_equal contained domain_same equal_name_conflicts=0.333 first_same legal_abroad legal_same overlap
  phone_conflict shared_bits=0.5 words_equal
> 0.895 review: same name; same domain; different telephone numbers

Kestrel GmbH @ country=DE | Kestrel
  best_bits compact_equal contained first_same legal_foreign legal_one name_only overlap shared_bits=0.5 words_equal
> 0.990 review: same name

Kestrel GmbH @ country=DE; domains=kestrel.de | Kestrel @ domains=kestrel.de
  best_bits compact_equal contained domain_same first_same legal_foreign legal_one overlap shared_bits=0.5 words_equal
> 0.993 review: same name; same domain

Egret @ registry_ids=HRB 1 | Umbra @ registry_ids=HRB 1
  extra_best holders name_only swapped swapped_best
> 0.068 different: same registry number; 'egret' against 'umbra'

Swift | Swift
  best_bits=0.9 compact_equal contained first_same name_only overlap shared_bits=0.45 words_equal
> 0.983 same: same name

Kestrel @ address=PO Box 7; country=DE | Kestrel @ address=Box 7
  address_same best_bits compact_equal contained first_same overlap shared_bits=0.5 words_equal
> 0.999 same: same name; same street address

Works Egret Lumen | Worke Egret
  best_bits contained=0.65 extra extra_best name_only overlap=0.433 shared_bits=0.65 typo=1.25
> 0.278 different: distinctive word 'egret' in both; 'worke' and 'works' are much alike; 'lumen' in one name only

Kestrel Intl | Kestrel International
  best_bits compact_equal contained first_same name_only overlap respelled shared_bits words_equal
> 0.989 review: same name
"""
"""Two records with their fields; all measures that are not zero (1 where no figure stands); score, verdict, reasons."""
LIBRARY = ("compact_ratio", "compact_start")
"""Measures that a library counts letter by letter; the score holds them."""


class Base:
    """A base of which three words are common; telling ones weigh 10 bits."""

    def bits(self, word: str) -> float:
        return {"bank": 4.0, "works": 4.0, "north": 4.0, "heron": 7.0, "swift": 9.0, "12": 4.0, "14": 4.0}.get(
            word, 10.0
        )

    def frequency(self, word: str) -> int:
        return 64 if word in {"bank", "works", "north"} else 2 if word.startswith("kes") else 1


def record(told: str) -> Known:
    name, _, rest = told.partition(" @ ")
    fields = dict(one.split("=") for one in rest.split("; ")) if rest else {}
    several = {"domains", "phones", "registry_ids"}
    return prepare(
        Party("x", tuple(name.split(" = ")), **{key: (one,) if key in several else one for key, one in fields.items()})
    )


def measures(listed: str) -> dict[str, float]:
    told = (one.partition("=") for one in listed.split())
    return {name: float(figure or 1) for name, _, figure in told}


@pytest.mark.parametrize("entry", BOOK.strip().split("\n\n"), ids=lambda entry: entry.split("\n")[0])
def test_a_pair_is_judged_by_all_that_speaks_for_and_against_it(entry: str) -> None:
    lines, base = entry.split("\n"), Base()
    names = " ".join(one for one in lines if one[0] not in " >")
    listed = " ".join(one for one in lines if one[0] == " ")
    judged = " ".join(one[2:] for one in lines if one[0] == ">")
    left, right = map(record, names.split(" | "))
    for one, other in ((left, right), (right, left)):
        found = weigh(one, other, base)
        values = {key: value for key, value in found.values.items() if value and key not in LIBRARY}
        assert values == pytest.approx(measures(listed), abs=0.0006)
        decision = decide(one, other, found, base.bits)
        assert f"{decision.score:.3f} {decision.verdict}: {'; '.join(decision.why)}" == judged
