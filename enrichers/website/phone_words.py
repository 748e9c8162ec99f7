"""The words around numbers: what makes one a telephone, a fax, or no number to dial at all."""

# ruff: noqa: RUF001 - dashes, quotes and letters of other alphabets are what pages use

from __future__ import annotations

import re

from enrichers.website.snapshot import FAX_ICON, PHONE_ICON

LABEL = re.compile(
    rf"(?P<fax>{FAX_ICON}|[📠🖷]|(?:tele)?fax\b|\bfx\b|telefaks|\bfaks\b|\bfacsimile|télécopie|факс|传真|傳真|ファッ?ク?ス|팩스|فاكس|فکس|φαξ|פקס|โทรสาร|แฟกซ์|\bbelgeç\b|(?<!\w\.)\bF(?=\s*[-:.)|]?\s*[+(0-9]))|"
    rf"(?P<phone>{PHONE_ICON}|[☎☏✆📞📱]|\bph\b|\bcontact\s(?:number|no)\b|\brufnummer|\bdurchwahl|\btele(?:ph|f)oo?n(?:num|nr)\w+|\bpuhelinn\w+|switchboard|växel|notdienst|bereitschaft|电话|電話|手机|手機|携帯|전화|هاتف|جوال|تلفن|τηλ|טלפון|โทร|"
    rf"\bđiện thoại\b|\bgsm\b|\bcep\b|\btele(?:ph|f)o[onó]?[no]?[eo]?\b|\btél(?:éphone)?\b|\bphones?\b|\btel\b|"
    r"\btelf?\b|\bfon\b|\bcall\b|"
    r"\bmobile?\b|\bcell\b|\bhandy\b|\bmob\b|\bhotline\b|\bpuhelin\b|\bpuh\b|\btlf\b|\btelefoon\b|"
    r"\btoll[\s-]?free\b|\bdirect\b|"
    r"(?<![-\w])office\b|\btelepon\b|тел(?:ефон)?|ring|(?<!\w\.)\b[TP](?=\s*[-:.)|]?\s*[+(0-9]))",
    re.IGNORECASE,
)
"""A label before a number; the group's name says which."""
BOTH = re.compile(
    r"(?:tel|phone|telefon|тел)[^\d]{0,8}[/&+][^\d]{0,3}(?:tele)?(?:fax|faks|факс)|"
    r"(?:fax|факс)[^\d]{0,3}[/&+][^\d]{0,3}(?:tel|phone|тел)",
    re.IGNORECASE,
)
"""``Tel/Fax``: one number for both."""
AFTER_FAX = re.compile(
    r"^\s*(?:[([–-]\s*(?:[^\d()]{0,24}\s)?(?:tele)?(?:fax|faks|факс)\b(?!\W{0,3}\s*[+(\d])|"
    r"\(\s*f\s*\)|(?:tele)?fax\s*(?:$|[,;|)]))",
    re.IGNORECASE,
)
AFTER_PHONE = re.compile(
    r"^\s*(?:\(\s*[tpvm]\s*\)(?!\W{0,3}\s*[+(\d])|[([–-]\s*(?:[^\d()]{0,24}\s)?(?:tel|phone|telefon|voice)\b)",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\d\s*\(\s*[ftpvm]\s*\)\s*$", re.IGNORECASE)
"""A line whose number carries its label behind it; that label says nothing about the next line."""
_IDENTIFIERS = (
    r"vat(?: no)?|iban|bic|swift|btw|kvk|k\.v\.k|siren|siret|rcs|tva|ust-?id\w*|mwst|hrb|hra|p\.?\s?iva|"
    r"partita iva|c\.?f|cif|nif|nip|"
    r"regon|krs|org\.?\s?n[ro]|orgnr|cvr|ico|dič|ičo|инн|огрн|кпп|бик|р/с|к/с|rek\.?\s?nr|"
    "bank(?:rekening)?|giro|account|"
    "konto(?:nummer)?|blz|cin|gstin?|abn|acn|licen[cs]e|lic|dre|registration|reg(?:istered)?|charity|"
    "company|invoice|order|item|"
    "sku|isbn|issn|art(?:ikel)?|model|part|ref(?:erence)?|id|nr|no|n°|№|code|version|ups|tracking|ticket|"
    "pin|zip|postal|postcode|"
    r"bestellnr|duns|naics|npi|upc|ean|mls|permit|patent|ein|tin|case|serial|cage|fein|cslb|contractor'?s?"
)
NOT_PHONE = re.compile(
    rf"(?:[€$£¥]|(?<![^\W\d_])(?:eur|usd|gbp|chf|inr|rs|kr|руб|{_IDENTIFIERS}))"
    r"(?:\s*(?:number|nummer|numéro|no|nr|code|#))?\s*[.:#№]{0,2}\s*(?-i:\b[A-Z]{2})?\s*$",
    re.IGNORECASE,
)
"""What stands right before prices and identifiers."""
MONEY_AFTER = re.compile(
    r"^\s?(?:[€$£¥%]|eur\b|usd\b|kr\b|руб|р\.|ft\b|zł|kč|,-|km\b|mm\b|cm\b|kg\b|m²|stk\b|items\b|"
    r"results\b|hirdet)",
    re.IGNORECASE,
)
DATE = re.compile(
    r"^(?!0\d(?:([./ -])\d\d)(?:\1\d\d){3}$)(?:(?:0?\d|[12]\d|3[01])[./-](?:0?\d|[12]\d|3[01])[./-]"
    r"(?:19|20)?\d\d(?:[^\d]{0,3}\d{0,6})*|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d).*|"
    r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d|\d{1,2}\s(?:19|20)\d\d)$"
)
FIGURE = re.compile(
    r"^\d{1,3}(?:[.,']\d{3})+$|^(?!0\d)\d+[.,]\d+$|^-?\d{1,3}\.\d{4,}.*|^\d{1,3}(?:\.\d{1,3}){3}$|^(\d)\1{5,}$|"
    r"^0+$|^(?:\d\W+){6,}\d*$"
)
HOURS = re.compile(r"\d{1,2}[:.]\d\d\s*[-–]\s*\d{1,2}[:.]\d\d")
VANITY = re.compile(
    r"(?<![\w.+-])(?:\+?1[\s.-]?)?\(?(?:8(?:00|33|44|55|66|77|88)|[2-9]\d\d)\)?[\s.-](?=[\dA-Z .-]{7,12}(?![\w]))"
    r"(?=[\d .-]{0,4}[A-Z])[\dA-Z]{1,7}(?:[\s.-][\dA-Z]{1,7}){0,2}(?![\w])"
)
"""North American numbers spelt with capital letters (``1-800-FLOWERS``)."""
GLUED = re.compile(r"(?<=\d)(?=(?:(?:tele)?(?:fax|tel|phone|e-?mail|mobile?|free)\b)|ext\b)", re.IGNORECASE)
"""Where markup ran a number and the next label together."""
