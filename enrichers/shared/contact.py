"""Contact data out of registers: switchboards and role mailboxes are kept, what reaches one person is not."""

from __future__ import annotations

import re

_MAIL = re.compile(r"([a-z0-9._%+-]{1,64})@([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,63})\Z")
_ROLES = re.compile(
    "(?:admin(?:istrasjon|istration)?|asiakaspalvelu|bestilling|booking|business|client|comercial|commercial|compta(?:bilite)?|contact|"
    "contato|customer\\.?service|drift|e?post|email|enquir(?:y|ies)|faktura|finance|firma(?:post|epost)?|hei|hello|hi|hola|hr|"
    "info(?:rmation|rmatie|rmace)?|international|inquir(?:y|ies)|invoice|jobb?s?|kancelar|kirjaamo|klub|kontakt|kontor|"
    "kundeservice|kundsupport|ledelse|legal|mail|marketing|marknad|myynti|obchod|office|order|ordre|post(?:boks|e?mottak)|postmaster|"
    "podpora|presse?|privacy|recepc[ei]|reception|resepsjon|regnskap|sales?|salg|secretariat|sekretar\\w*|servi[cs]e?|shop|"
    "stottes?|support|team|toimisto|utsalg|vente|verkko\\w*|web|webmaster|welcome|yllapito)"
    "(?:[._-]?[a-z]{2,3})?\\Z"
)


def office_mail(raw: str) -> str | None:
    """Return a mailbox of an office (``post@``, ``info@``, ``acme@acme.no``) in lower case, None for anything personal."""
    found = _MAIL.match(raw.strip().lower())
    if found is None:
        return None
    local, domain = found.groups()
    own = local in (domain.split(".", 1)[0], domain)
    return found.group() if own or _ROLES.match(local) else None


def office_phone(raw: str, region: str) -> str | None:
    """Return a valid number in E.164 that is no mobile phone, as seen from `region` (ISO 3166 alpha-2)."""
    import phonenumbers

    try:
        number = phonenumbers.parse(raw[:40], region)
    except phonenumbers.NumberParseException:
        return None
    kind = phonenumbers.number_type(number)
    personal = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER)
    if kind in personal or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
