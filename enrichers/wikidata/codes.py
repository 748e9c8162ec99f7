"""Items of Wikidata that stand for countries and currencies, with the ISO codes of these."""

COUNTRIES = {
    "Q30": "US", "Q145": "GB", "Q21": "GB", "Q22": "GB", "Q25": "GB", "Q26": "GB", "Q183": "DE", "Q142": "FR",
    "Q38": "IT", "Q29": "ES", "Q55": "NL", "Q29999": "NL", "Q31": "BE", "Q32": "LU", "Q39": "CH", "Q40": "AT",
    "Q36": "PL", "Q213": "CZ", "Q214": "SK", "Q28": "HU", "Q218": "RO", "Q219": "BG", "Q41": "GR", "Q45": "PT",
    "Q27": "IE", "Q35": "DK", "Q756617": "DK", "Q34": "SE", "Q20": "NO", "Q33": "FI", "Q189": "IS", "Q191": "EE",
    "Q211": "LV", "Q37": "LT", "Q215": "SI", "Q224": "HR", "Q403": "RS", "Q225": "BA", "Q221": "MK", "Q222": "AL",
    "Q236": "ME", "Q1246": "XK", "Q212": "UA", "Q159": "RU", "Q184": "BY", "Q217": "MD", "Q43": "TR", "Q801": "IL",
    "Q148": "CN", "Q17": "JP", "Q884": "KR", "Q668": "IN", "Q16": "CA", "Q408": "AU", "Q664": "NZ", "Q155": "BR",
    "Q96": "MX", "Q414": "AR", "Q298": "CL", "Q739": "CO", "Q419": "PE", "Q77": "UY", "Q733": "PY", "Q750": "BO",
    "Q736": "EC", "Q717": "VE", "Q800": "CR", "Q804": "PA", "Q774": "GT", "Q786": "DO", "Q258": "ZA", "Q79": "EG",
    "Q1028": "MA", "Q262": "DZ", "Q948": "TN", "Q1033": "NG", "Q114": "KE", "Q117": "GH", "Q115": "ET", "Q924": "TZ",
    "Q1036": "UG", "Q1008": "CI", "Q1041": "SN", "Q1027": "MU", "Q916": "AO", "Q851": "SA", "Q878": "AE",
    "Q846": "QA", "Q817": "KW", "Q398": "BH", "Q842": "OM", "Q810": "JO", "Q822": "LB", "Q796": "IQ", "Q794": "IR",
    "Q334": "SG", "Q833": "MY", "Q869": "TH", "Q252": "ID", "Q928": "PH", "Q881": "VN", "Q865": "TW", "Q8646": "HK",
    "Q14773": "MO", "Q843": "PK", "Q902": "BD", "Q854": "LK", "Q837": "NP", "Q424": "KH", "Q836": "MM", "Q711": "MN",
    "Q229": "CY", "Q233": "MT", "Q347": "LI", "Q235": "MC", "Q228": "AD", "Q238": "SM", "Q230": "GE", "Q399": "AM",
    "Q227": "AZ", "Q232": "KZ", "Q265": "UZ", "Q785": "JE", "Q25230": "GG", "Q9676": "IM", "Q1410": "GI",
    "Q4628": "FO", "Q223": "GL", "Q23635": "BM", "Q5785": "KY", "Q1183": "PR",
}  # fmt: skip
"""Item -> ISO 3166 alpha-2; the parts of the United Kingdom and of the kingdoms are their states."""
CURRENCIES = {
    "Q4917": "USD", "Q4916": "EUR", "Q25224": "GBP", "Q8146": "JPY", "Q25344": "CHF", "Q122922": "SEK",
    "Q132643": "NOK", "Q25417": "DKK", "Q123213": "PLN", "Q131016": "CZK", "Q47190": "HUF", "Q131645": "RON",
    "Q172540": "BGN", "Q131473": "ISK", "Q41044": "RUB", "Q81893": "UAH", "Q172872": "TRY", "Q131309": "ILS",
    "Q39099": "CNY", "Q202040": "KRW", "Q80524": "INR", "Q1104069": "CAD", "Q259502": "AUD", "Q1472704": "NZD",
    "Q173117": "BRL", "Q4730": "MXN", "Q200050": "CLP", "Q244819": "COP", "Q204656": "PEN", "Q181907": "ZAR",
    "Q199462": "EGP", "Q200192": "MAD", "Q203567": "NGN", "Q200294": "AED", "Q199857": "SAR", "Q206386": "QAR",
    "Q193098": "KWD", "Q190951": "SGD", "Q31015": "HKD", "Q208526": "TWD", "Q163712": "MYR", "Q177882": "THB",
    "Q41588": "IDR", "Q17193": "PHP", "Q192090": "VND", "Q188289": "PKR", "Q194453": "BDT",
}  # fmt: skip
"""Item -> ISO 4217."""
