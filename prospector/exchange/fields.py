"""The fields that a column of a table can be taken for, and what each holds."""

from __future__ import annotations

FIELDS = {
    "id": "our own id, of an account or in a table of people of a person",
    "name": "name of the company",
    "legal_name": "its name in the register",
    "other_names": "other names, split by semicolons",
    "domain": "website or domain",
    "other_domains": "other domains, split by semicolons",
    "country": "country",
    "region": "region or state",
    "city": "city",
    "postal": "postal code",
    "street": "street, or a whole address",
    "phone": "telephone of the company",
    "email": "e-mail address of the company",
    "lei": "legal entity identifier",
    "registry_id": "number in a register, VAT number",
    "employees": "number of employees",
    "revenue": "revenue",
    "industry": "industry",
    "sector": "sector, as the strategy names it",
    "founded": "year of founding",
    "description": "description",
    "linkedin": "LinkedIn page of the company",
    "pain": "the pain we solve",
    "why": "why this company",
    "note": "note",
    "source": "where the name comes from",
    "origin": "chosen or inbound",
    "opt_out": "must not be contacted",
    "person_first": "first name of a person",
    "person_last": "last name of a person",
    "person_name": "full name of a person",
    "person_role": "role of the person",
    "person_email": "e-mail address of the person",
    "person_phone": "telephone of the person",
    "person_profile": "LinkedIn page of the person",
    "rep": "whose list it is on",
    "stage": "stage",
    "place": "active, bench or dropped",
    "horizon": "short or long",
    "explore": "in an exploration slot",
    "named_by": "who named it",
    "named_on": "when it was named",
}
"""Fields that are taken, with what they hold."""
TOLD = frozenset((
    "fit_low", "fit_high", "fit_known", "reason", "why_now", "why_now_until", "touches", "last_touch", "last_outcome",
    "read_from", "read_on", "confirmed_on",
))  # fmt: skip
"""What our exports tell and nobody can give us: computed, or a proof that stays where it is."""
PERSON = frozenset(field for field in FIELDS if field.startswith("person_"))
