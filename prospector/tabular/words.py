"""What the columns of other people's tables are called, in their languages and their programs' own words.

The one table of headings: deduplication, lists of names and imports all read by it. Headings are compared without case,
accents, blanks and punctuation. English, German, French, Spanish, Italian, Dutch, Swedish, Norwegian, Danish, Finnish;
the exports of HubSpot, Salesforce, Pipedrive, Sales Navigator, Apollo and of this product itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from prospector.text import folded

WORDS = {
    "id": "id prospectorid key recordid accountid companyid leadid contactid crmid externalid uuid",
    "name": "name companyname company account accountname organisation organization organisationname organizationname "
    "firm business businessname lead firma firmenname firmanavn unternehmen unternehmensname kunde kundenname "
    "nom societe nomdelasociete nomdelentreprise entreprise empresa nombre nombredelaempresa compania azienda nome nomeazienda "
    "societa bedrijf bedrijfsnaam naam foretag foretagsnamn bolag bolagsnamn selskap selskapsnavn virksomhed "
    "virksomhedsnavn navn namn yritys yrityksennimi nimi client cliente klant",
    "legal_name": "legalname legalentityname registeredname raisonsociale razonsocial ragionesociale officialname "
    "handelsname statutairenaam",
    "other_names": "othernames aliases alias alsoknownas aka formernames tradename tradingname tradenames",
    "domain": "domain website web url site homepage webseite internet internetseite companydomain companydomainname "
    "companywebsite websiteurl domainname primarydomain siteweb siteinternet sitioweb paginaweb sitoweb sitointernet "
    "webbplats webbsida hemsida hjemmeside nettside nettsted kotisivu verkkosivu domeinnaam dominio domaine domane "
    "webadresse webaddress www emaildomain",
    "other_domains": "otherdomains additionaldomains moredomains weiteredomains",
    "country": "country countrycode countryregion land pays pais paese nazione nation maa landcode landekode landskod "
    "landregion landerregion paysregion paisregion paeseregione "
    "billingcountry mailingcountry shippingcountry hqcountry companycountry headquarterscountry codepays codigopais staat",
    "region": "region state province county bundesland stateprovince stateregion billingstate billingstateprovince "
    "mailingstate mailingstateprovince companystate departement provincia provincie regione estado lan fylke kanton "
    "maakunta comunidadautonoma",
    "city": "city town ort stadt ville ciudad citta plaats stad by kaupunki poblacion localidad comune locality billingcity "
    "mailingcity shippingcity hqcity companycity headquarterscity commune poststed postort wohnort standort",
    "postal": "postal postcode postalcode zip zipcode plz postleitzahl codepostal codigopostal cap postnummer postnr "
    "postinumero billingzip billingpostalcode billingzippostalcode mailingzip mailingzippostalcode mailingpostalcode "
    "zippostalcode cp",
    "street": "street streetaddress address adresse strasse strassehausnummer anschrift addressline1 address1 billingstreet "
    "mailingstreet companystreet companyaddress rue adressepostale direccion calle indirizzo via adres straat gata gatuadress "
    "gateadresse katuosoite osoite adress besoksadress",
    "phone": "phone telephone phonenumber tel telefon telephonenumber companyphone companyphonenumber telefono numerodetelefono "
    "telefonnummer telefoon telefoonnummer puhelin puhelinnumero telefonnumber mainphone rufnummer tlf mobile mobil "
    "mobilephone movil cellulare workphone corporatephone hqphone",
    "email": "email mail emailaddress companyemail mailadresse emailadresse courriel adressemail adresseemail correo "
    "correoelectronico indirizzoemail epost epostadress epostadresse sahkoposti emails",
    "lei": "lei leicode legalentityidentifier",
    "registry_id": "registryid registrynumber registrationnumber registrationid companynumber companyregistrationnumber regno "
    "vat vatid vatnumber taxid siren siret crn duns dunsnumber handelsregister handelsregisternummer hrb ustid ustidnr cif nif "
    "partitaiva kvk kvknummer orgnr organisationsnummer organisasjonsnummer cvr cvrnummer ytunnus numerosiren numerosiret",
    "employees": "employees numberofemployees noofemployees employeecount headcount companysize staff mitarbeiter "
    "mitarbeiterzahl anzahlmitarbeiter beschaftigte effectif effectifs nombredesalaries salaries empleados numerodeempleados "
    "dipendenti numerodipendenti medewerkers aantalmedewerkers anstallda antalanstallda ansatte antallansatte antalansatte "
    "henkilosto companyheadcount",
    "revenue": "revenue annualrevenue turnover sales umsatz jahresumsatz chiffredaffaires ca ingresos facturacion "
    "fatturato omzet jaaromzet omsattning omsetning omsaetning liikevaihto",
    "industry": "industry branche industrie branchebezeichnung secteur secteurdactivite sectoractivite "
    "industria sectorindustrial settore "
    "bransch bransje toimiala industries vertical",
    "founded": "founded yearfounded foundedyear foundingyear incorporated grundungsjahr gegrundet anneedecreation "
    "anodefundacion annodifondazione oprichtingsjaar grundat",
    "description": "description about beschreibung descripcion descrizione omschrijving beskrivning beskrivelse kuvaus "
    "companydescription shortdescription",
    "linkedin": "linkedin linkedinurl linkedincompanypage linkedincompanyurl companylinkedinurl companylinkedin linkedinprofile "
    "linkedinpage linkedinaccounturl salesnavigatorurl",
    "pain": "pain problem need painpoint schmerz schmerzpunkt bedarf besoin probleme dolor necesidad problema bisogno behoefte "
    "behov ongelma",
    "why": "why grund warum pourquoi porque perche waarom varfor hvorfor motivo motif miksi",
    "note": "note notes comment comments remark remarks notiz notizen bemerkung bemerkungen kommentar anmerkung commentaire "
    "commentaires remarque nota notas comentario comentarios commento opmerking opmerkingen anteckning notat bemaerkning "
    "huomautus muistiinpano",
    "source": "source leadsource accountsource contactsource herkunft quelle leadquelle origine provenance fuente fonte bron "
    "kalla kilde "
    "lahde originalsource listname",
    "origin": "origin",
    "opt_out": "optout emailoptout hasoptedoutofemail unsubscribed unsubscribe donotcontact donotemail donotcall "
    "nevercontact abgemeldet nichtkontaktieren desabonne nepascontacter nocontactar baja kontaktsperre werbesperre "
    "unsubscribedfromallemail",
    "person_first": "firstname givenname vorname prenom nombredepila primernombre voornaam fornamn fornavn etunimi first",
    "person_last": "lastname surname familyname nachname familienname nomdefamille apellido apellidos cognome achternaam "
    "efternamn efternavn etternavn sukunimi last",
    "person_name": "contact contactname fullname person personname ansprechpartner ansprechpartnerin kontakt kontaktperson "
    "contactperson interlocuteur contacto personadecontacto contatto referente kontaktnavn yhteyshenkilo contactfullname",
    "person_role": "title jobtitle role position funktion fonction poste cargo puesto ruolo functie funktionsbezeichnung "
    "titel stilling befattning tehtava berufsbezeichnung contacttitle roll",
    "person_email": "contactemail personemail workemail directemail personalemail primaryemail contactemailaddress",
    "person_phone": "contactphone personphone directphone directdial contactmobile contactphonenumber durchwahl",
    "person_profile": "profile personlinkedin personlinkedinurl contactlinkedin linkedinprofileurl profileurl linkedincontact",
    "rep": "rep owner recordowner accountowner contactowner companyowner leadowner besitzer verantwortlich zustandig "
    "proprietaire propietario proprietario eigenaar agare eier",
    "sector": "prospectorsector",
    "stage": "stage leadstatus status lifecyclestage",
    "place": "prospectorplace",
    "horizon": "horizon",
    "explore": "explore",
    "named_by": "namedby",
    "named_on": "namedon",
    "fit_low": "fitlow",
    "fit_high": "fithigh",
    "fit_known": "fitknown",
    "reason": "reason",
    "why_now": "whynow",
    "why_now_until": "whynowuntil",
    "touches": "touches",
    "last_touch": "lasttouch",
    "last_outcome": "lastoutcome",
    "read_from": "readfrom",
    "read_on": "readon",
    "confirmed_on": "confirmedon",
}
"""For each field its headings, best first: of two columns for one field the one named earlier here is taken."""
_RANKED = {
    word: (field, rank)
    for field, words in WORDS.items()
    for rank, word in enumerate((field.replace("_", ""), *words.split()))
}
_OF = re.compile(
    r"\s*(organi[sz]ation|company|account|person|contact|lead|deal)\s*(?:[-–:>]|\.(?=\S))\s*(\S.*)", re.IGNORECASE
)
_SORT = re.compile(r"(?<=\w)\s*[-–(]\s*(?:work|home|other|main|primary)\)?\s*\Z", re.IGNORECASE)
"""Which of several a column holds, as in ``Person - Email - Work``."""
_PEOPLE = frozenset({"person", "contact"})
_OF_PEOPLE = {
    "name": "person_name", "email": "person_email", "phone": "person_phone", "linkedin": "person_profile",
    "id": "id",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def squeezed(heading: str) -> str:
    """Return `heading` as it is compared: letters and digits without case and accents."""
    return "".join(character for character in folded(heading[:200]) if character.isalnum())


@lru_cache(maxsize=4_096)
def ranked(heading: str) -> tuple[str, int] | None:
    """Return the field that a heading stands for and how good a name it is (0 is best), or None."""
    heading = _SORT.sub("", heading[:200])
    found = _RANKED.get(squeezed(heading))
    if found is not None or not (of := _OF.fullmatch(heading)):
        return found
    inner = ranked(of[2])
    if inner is not None and of[1].lower() in _PEOPLE:
        return _OF_PEOPLE.get(inner[0], inner[0]), inner[1]
    return inner


def field_of(heading: str) -> str | None:
    """Return the field that a heading stands for, or None."""
    found = ranked(heading)
    return found[0] if found else None
