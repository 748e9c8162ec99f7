"""Who is meant by an erasure: the rows that are theirs, how they are called, and what the ledger keeps of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prospector.errors import BadInput, NotFound
from prospector.identity.fold import fold
from prospector.identity.name import normalise
from prospector.identity.vocabulary import expected
from prospector.model.outreach import SUPPRESSED
from prospector.outreach.ledger_keys import Pair, called_so, digest, keys_of
from prospector.outreach.suppression import STANDING
from prospector.store.reads import PARTS_OF_ONE, Reader, places
from prospector.store.scrub import Needle, national_phone
from prospector.text import clean

_TELLING = ("email", "phone", "fax", "legal_name", "name", "lei", "registry_id", "social")
"""Fields of claims that tell one company from all others."""
_SHORTEST_PHONE = 6
_SHORTEST_NAME = 4


@dataclass(frozen=True)
class Who:
    """Somebody to be erased."""

    kind: str
    names: Sequence[str]
    """How a person finds them called, for the question before."""
    accounts: frozenset[str]
    """Companies that go, with all that is theirs."""
    people: frozenset[str]
    """Contacts that go."""
    called: frozenset[tuple[str, str]]
    """(account, folded name) under which touches name one of the people."""
    needles: Sequence[Needle]
    pairs: Sequence[Pair]
    """What the ledger enters."""


def who(reader: Reader, what: str, kind: str, company: str) -> Who:
    """Return who `what` is. Raises BadInput where that can't be told, NotFound for a company or a person not there."""
    given = clean(what)
    if not given:
        raise BadInput("say who is to be erased: a person, a company, an e-mail address, a phone number or a domain")
    if kind and kind not in SUPPRESSED:
        raise BadInput(f"unknown kind “{clean(kind)}”: one of {', '.join(SUPPRESSED)}")
    if (kind or _kind_of(given)) in ("email", "phone"):
        return _by_way(reader, kind or _kind_of(given), given)
    accounts = [] if kind == "person" or company else _accounts(reader, given)
    at = _at(reader, company) if company else []
    unknown = bool(company) and not at
    people = [] if kind in ("company", "domain") or unknown else _people(reader, given, at)
    if accounts and people:
        raise BadInput(f"“{given}” is a company and a person here: say --kind company or --kind person")
    if accounts:
        return _company(reader, "company", accounts[0])
    if people:
        return _persons(reader, "person", people, given)
    if kind == "domain" or (not kind and keys_of("domain", given) and "." in given):
        hosts = keys_of("domain", given)
        return _text_alone("domain", [Needle("domain", one) for one in hosts], [("domain", one) for one in hosts])
    if kind == "company":
        return _text_alone(kind, list(_called_so(given)), [("company", given)])
    if kind == "person" and company:
        return _text_alone(kind, [Needle("person", given)], [("person", f"{given}@{company}")])
    raise NotFound(
        f"nobody here is called “{given}”: with --kind company, or --kind person and --company, texts that name them are blanked"
    )


def returned(reader: Reader) -> list[Who]:
    """Return who is in the workspace although the ledger says that they were erased."""
    rows = reader.rows(f"SELECT s.salt, s.digest FROM ({STANDING}) s WHERE s.erased")  # noqa: S608 - constants
    salts, digests = {str(salt) for salt, _ in rows}, {str(one) for _, one in rows}

    def erased(kind: str, value: str) -> bool:
        return any(digest(salt, kind, key) in digests for key in keys_of(kind, value) for salt in salts)

    if not digests:
        return []
    named = reader.rows(
        "SELECT r.root, 'company', a.name FROM account a JOIN account_root r ON r.id = a.id UNION "
        "SELECT r.root, 'company', n.name FROM account_name n JOIN account_root r ON r.id = n.account_id UNION "
        "SELECT r.root, 'domain', a.domain FROM account a JOIN account_root r ON r.id = a.id WHERE a.domain <> '' UNION "
        "SELECT r.root, 'domain', d.domain FROM account_domain d JOIN account_root r ON r.id = d.account_id"
    )
    companies = sorted({str(root) for root, kind, value in named if erased(kind, value)})
    people = reader.rows(
        "SELECT p.id, p.name, r.root, p.email, p.phone, a.name FROM person p JOIN account a ON a.id = p.account_id "
        "JOIN account_root r ON r.id = a.id ORDER BY p.id"
    )
    back = [
        (key, name, root)
        for key, name, root, email, phone, company in people
        if root not in companies
        and (erased("email", email) or erased("phone", phone) or (name and erased("person", f"{name}@{company}")))
    ]
    return [_company(reader, "company", one) for one in companies] + [
        _persons(reader, "person", [one], "") for one in back
    ]


def _text_alone(kind: str, needles: Sequence[Needle], pairs: Sequence[Pair]) -> Who:
    """Return somebody of whom there is no row, but perhaps a word in other people's texts."""
    return Who(kind, (), frozenset(), frozenset(), frozenset(), needles, pairs)


def _kind_of(given: str) -> str:
    if keys_of("email", given):
        return "email"
    digits = sum(letter.isdigit() for letter in given)
    return "phone" if digits >= _SHORTEST_PHONE and not any(letter.isalpha() for letter in given) else ""


def _accounts(reader: Reader, given: str) -> list[str]:
    """Return the accounts that a name, a domain or an id means, those they were merged into instead of merged ones."""
    domain = next(iter(keys_of("domain", given)), "") if "." in given else ""
    rows = reader.rows(
        "SELECT DISTINCT r.root FROM account a JOIN account_root r ON r.id = a.id "
        "LEFT JOIN account_name n ON n.account_id = a.id LEFT JOIN account_domain d ON d.account_id = a.id "
        "WHERE a.id = ? OR lower(a.name) = lower(?) OR lower(n.name) = lower(?) OR (? <> '' AND (a.domain = ? OR d.domain = ?))",
        (given.lower(), given, given, domain, domain, domain),
    )
    found = [str(one) for (one,) in rows] or _written_otherwise(reader, given)
    if len(found) > 1:
        named = reader.rows(f"SELECT name, id FROM account WHERE id IN ({places(len(found))}) ORDER BY name", found)  # noqa: S608
        raise BadInput(
            f"several companies are called “{given}”: give an id ({', '.join(f'{a} {b}' for a, b in named)})"
        )
    return found


def _written_otherwise(reader: Reader, given: str) -> list[str]:
    """Return the accounts whose name is the same but for case, legal form and signs."""
    keys, first = set(keys_of("company", given)), next(iter(re.findall(r"[^\W_]+", given)), "")
    rows = reader.rows(
        "SELECT a.name, r.root FROM account a JOIN account_root r ON r.id = a.id WHERE lower(a.name) LIKE lower(?) || '%' "
        "UNION SELECT n.name, r.root FROM account_name n JOIN account_root r ON r.id = n.account_id "
        "WHERE lower(n.name) LIKE lower(?) || '%'",
        (first, first),
    )
    return sorted({str(root) for name, root in rows if keys & set(keys_of("company", name))})


def _at(reader: Reader, company: str) -> list[str]:
    """Return the account of a company that a person belongs to: here the beginning of its name is enough."""
    given = clean(company)
    rows = reader.rows(
        "SELECT DISTINCT r.root FROM account a JOIN account_root r ON r.id = a.id WHERE lower(a.name) LIKE lower(?) || '%'",
        (given.replace("%", ""),),
    )
    found = _accounts(reader, given) or [str(one) for (one,) in rows]
    if len(found) > 1:
        raise BadInput(f"several companies begin with “{given}”: give the whole name or the id")
    return found


def _people(reader: Reader, given: str, accounts: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (id, name, root of the account) of the contacts called so; those whom only touches name have no id."""
    rows = reader.rows(
        "SELECT p.id, p.name, r.root FROM person p JOIN account_root r ON r.id = p.account_id "
        "UNION SELECT '', t.person, COALESCE(r.root, t.account_id) FROM touch t "
        "LEFT JOIN account_root r ON r.id = t.account_id WHERE t.person <> ''"
    )
    wanted = called_so(given)
    found = [(key, name, root) for key, name, root in rows if key == given.lower() or wanted & called_so(name)]
    found = [one for one in found if not accounts or one[2] in accounts]
    roots = sorted({root for _, _, root in found})
    if len(roots) > 1:
        named = reader.rows(f"SELECT name FROM account WHERE id IN ({places(len(roots))}) ORDER BY name", roots)  # noqa: S608
        raise BadInput(
            f"people called “{given}” are at several companies ({', '.join(name for (name,) in named)}): say whose with --company"
        )
    return found


def _by_way(reader: Reader, kind: str, given: str) -> Who:
    """Return who has an e-mail address or a phone number."""
    keys = set(keys_of(kind, given))
    if not keys:
        raise BadInput(f"“{given}” is no {'e-mail address' if kind == 'email' else 'phone number'}: look at it again")
    rows = reader.rows(
        f"SELECT p.id, p.name, r.root, p.{kind} FROM person p JOIN account_root r ON r.id = p.account_id WHERE p.{kind} <> ''"  # noqa: S608
    )
    people = [(key, name, root) for key, name, root, way in rows if keys & set(keys_of(kind, way))]
    alone = _text_alone(kind, [Needle(kind, given)], list(_ways(kind, given)))
    if not people:
        return alone
    found = _persons(reader, kind, people, "")
    return Who(kind, found.names, found.accounts, found.people, found.called, [*found.needles, *alone.needles],
               [*found.pairs, *alone.pairs])  # fmt: skip


def _persons(reader: Reader, kind: str, found: Sequence[tuple[str, str, str]], given: str) -> Who:
    ids = [key for key, _, _ in found if key]
    rows = _columns(reader, "person", "id", ids, ("name", "email", "phone", "profile"))
    names = list(dict.fromkeys([name for _, name, _ in found if name] + ([given] if given not in ids else [])))
    needles = [Needle("person", name) for name in names if name]
    needles += [Needle(way, row[way]) for row in rows for way in ("email", "phone") if row[way]]
    needles += [Needle("text", row["profile"]) for row in rows if row["profile"]]
    pairs = [pair for row in rows for way in ("email", "phone") for pair in _ways(way, row[way])]
    for _, name, root in found:
        companies = [
            row["name"] for row in _columns(reader, "account", "id", _parts(reader, root) or [root], ("name",))
        ]
        pairs += [("person", f"{name}@{company}") for company in companies if name]
    called = {(part, fold(name)) for _, name, root in found for part in (_parts(reader, root) or [root]) if name}
    return Who(kind, [name for name in names if name], frozenset(), frozenset(ids), frozenset(called), needles, pairs)


def _company(reader: Reader, kind: str, root: str) -> Who:
    parts = _parts(reader, root)
    names = [row["name"] for row in _columns(reader, "account", "id", parts, ("name",))]
    names += [row["name"] for row in _columns(reader, "account_name", "account_id", parts, ("name",))]
    domains = [row["domain"] for row in _columns(reader, "account", "id", parts, ("domain",)) if row["domain"]]
    domains += [row["domain"] for row in _columns(reader, "account_domain", "account_id", parts, ("domain",))]
    people = _columns(reader, "person", "account_id", parts, ("id", "name", "email", "phone", "profile"))
    claims = list(_claimed(reader, parts))
    needles = (
        [needle for name in names for needle in _called_so(name)]
        + [Needle("domain", domain) for domain in domains]
        + claims
    )
    needles += [Needle("person", row["name"]) for row in people if row["name"]]
    needles += [Needle(way, row[way]) for row in people for way in ("email", "phone") if row[way]]
    needles += [Needle("text", row["profile"]) for row in people if row["profile"]]
    pairs: list[Pair] = [("company", name) for name in names] + [("domain", domain) for domain in domains]
    pairs += [pair for row in people for way in ("email", "phone") for pair in _ways(way, row[way])]
    pairs += [("person", f"{row['name']}@{name}") for row in people if row["name"] for name in names]
    pairs += [pair for one in claims if one.kind in ("email", "phone") for pair in _ways(one.kind, one.text)]
    shown = [*names[:1], *(row["name"] for row in people if row["name"])]
    return Who(kind, shown, frozenset(parts), frozenset(), frozenset(), needles, pairs)


def _called_so(name: str) -> Iterator[Needle]:
    """Yield how a company is called: its name, and the name without its legal form, unless that is a common word."""
    yield Needle("name", name)
    words, whole = re.findall(r"[^\W_]+", name), {form.compact for form in normalise(name)}
    cuts = [
        words[at:end] for at in range(2) for end in range(at + 1, len(words) + 1)
    ]  # ``S. A. de C. V.`` is five words
    same = [cut for cut in cuts if {form.compact for form in normalise(" ".join(cut))} == whole]
    shortest = min(same, key=len, default=words)
    if len(shortest) > 1:
        yield Needle("name", " ".join(shortest))
    elif (
        shortest
        and fold(shortest[0]) not in expected()
        and (len(shortest[0]) >= _SHORTEST_NAME or shortest[0].isupper())
    ):
        yield Needle("word", shortest[0])


def _claimed(reader: Reader, parts: Sequence[str]) -> Iterator[Needle]:
    """Yield what claims tell of a company by which it would be found again."""
    for row in _columns(reader, "claim", "account_id", parts, ("field", "value")):
        value = json.loads(row["value"]) if row["field"] in _TELLING else None
        if isinstance(value, str) and value.strip():
            kind = {"email": "email", "phone": "phone", "fax": "phone", "legal_name": "name", "name": "name"}
            yield Needle(kind.get(row["field"], "text"), value)


def _ways(kind: str, value: str) -> Iterator[Pair]:
    if value:
        yield kind, value
    if kind == "phone" and (national := national_phone(value)):
        yield kind, national


def _parts(reader: Reader, root: str) -> list[str]:
    return [str(one) for (one,) in reader.rows(f"SELECT id FROM account WHERE id IN {PARTS_OF_ONE}", (root,))]  # noqa: S608


def _columns(
    reader: Reader, table: str, by: str, keys: Sequence[str], names: Sequence[str]
) -> Sequence[Mapping[str, Any]]:
    if not keys:
        return []
    listed = ", ".join(names)
    rows = reader.rows(f"SELECT {listed} FROM {table} WHERE {by} IN ({places(len(keys))})", keys)  # noqa: S608 - constants
    return [dict(zip(names, row, strict=True)) for row in rows]
