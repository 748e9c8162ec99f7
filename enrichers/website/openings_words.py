"""The words by which an open position is known on a careers page, in the languages of the pages."""

# ruff: noqa: RUF001 - letters of other alphabets are what pages use

from __future__ import annotations

import re

MARKER = re.compile(
    r"\((?:[mwfdxihknvgu](?:\s?[/|,*]\s?[mwfdxihknvgu]){1,3}|all genders?|alle geschlechter|gn\*?|mensch)\)|"
    r"(?<=\s)(?:[mw]\s?/\s?[wmf]\s?/\s?[dx]|[HF]\s?/\s?[HF]|[MK]\s?/\s?[KM])(?=\s|$|,)",
    re.IGNORECASE,
)
"""What makes a title hold for all sexes: ``(m/w/d)``, ``H/F``, ``(m/v)``."""
LIST_HEADING = re.compile(
    r"(?:open|current|available|latest|our) (?:positions?|openings?|vacanc(?:y|ies)|jobs?|roles?|opportunities)|job openings|"
    r"^vacanc(?:y|ies)$|we(?:'|’)re hiring|now hiring|join our team|"
    r"offene (?:stellen|positionen)|(?:aktuelle|freie|unsere) (?:stellen\w*|jobs?|positionen)|"
    r"stellen(?:angebote|ausschreibungen|markt)|wir suchen|ausbildungsplätze|"
    r"(?:nos|les) (?:offres|postes)|offres d['’]emploi|postes? (?:à pourvoir|ouverts?)|nous recrutons|"
    r"posizioni aperte|offerte di lavoro|stiamo cercando|lavora con noi|ofertas de (?:empleo|trabajo)|vacantes|puestos vacantes|"
    r"buscamos|vagas(?: abertas)?|ofertas de emprego|(?:onze |openstaande )?vacatures|wij zoeken|lediga (?:jobb|tjänster)|"
    r"ledige (?:stillinger|jobs?)|vi s[öø]ker|avoimet (?:työ)?paikat|haemme|oferty pracy|aktualne oferty|szukamy|poszukujemy|"
    r"voln[áé] (?:místa|pozice)|hledáme|вакансии|açık pozisyonlar|募集(?:職種|要項)|招聘职位|الوظائف",
    re.IGNORECASE,
)
OTHER_HEADING = re.compile(
    r"benefits?|why |warum |what we offer|wir bieten|das bieten wir|about|über uns|contact|kontakt|ansprechpartner|faq|process|"
    r"bewerbungsprozess|so bewerben|how to apply|pourquoi|nos valeurs|contattaci|perché|waarom|values|werte|newsletter|"
    r"references|kunden|locations?|standorte|news|blog|team",
    re.IGNORECASE,
)
"""A heading that ends a list of positions."""
GENERIC = re.compile(
    r"(?:view|see|show|all|apply|more|read|learn|jetzt|mehr|zur|alle|zum|hier|details?|voir|postuler|candidater|en savoir|scopri|"
    r"candidati|bekijk|lees|solliciteer|ansök|läs|søg|aplikuj|zobacz|back|next|share)\b.*|(?:jobs?|careers?|karriere|apprenticeships?|"
    r"internships?|ausbildung|praktikum|praktika|trainees?|stage|stages|sales|management|service|technik|vertrieb|marketing|"
    r"full[- ]time|part[- ]time|vollzeit|teilzeit|initiativbewerbung|candidature spontanée|spontaneous application|"
    r"(?:our )?team|engineering|operations|administration)",
    re.IGNORECASE,
)
"""Buttons, departments and kinds of work: no position by themselves."""
NO_TITLE = re.compile(
    r"[@?!{}<>]|https?:|www\.|\b(?:we|you|your|our|wir|sie|du|dein\w*|ihr\w*|unser\w*|nous|vous|votre|notre|noi|vi|wij|jij|"
    r"experience|erfahrung|years?|jahre|gehalt|salary|copyright|cookies?)\b|©|\d{5,}",
    re.IGNORECASE,
)
"""What a sentence, an address or a demand has and a title has not."""
NOT_POSTED = re.compile(
    r"\b(?:deadline|closing|closes|apply by|until|start(?:ing|s|datum)?|begin\w*|ab (?=\d|sofort|dem)|bis (?:zum )?|\w*frist\b|"
    r"eintritt|bewerbungsschluss|date limite|avant le|à partir|scadenza|entro|hasta|plazo|uiterlijk|sista ansökningsdag|"
    r"ansökningsfrist|søknadsfrist|ansøgningsfrist|termin|締切)",
    re.IGNORECASE,
)
"""Words that make a day another one than that of posting."""
WORK_PATH = re.compile(
    r"job|career|karri|stelle|vacan|position|opening|emploi|offre|recrut|lavor|empleo|trabaj|vaga|emprego|werken|jobb|ledig|"
    r"tyopaik|praca|oferty|kariera|saiyo|recruit|opportunit|roles?/",
    re.IGNORECASE,
)
OCCUPATION = re.compile(
    r"\b(?:engineers?|developers?|managers?|technicians?|electricians?|mechanics?|welders?|drivers?|operators?|assistants?|"
    r"accountants?|analysts?|designers?|consultants?|specialists?|representatives?|co-?ordinators?|supervisors?|directors?|"
    r"interns?|apprentices?|trainees?|nurses?|teachers?|chefs?|cooks?|architects?|administrators?|officers?|clerks?|planners?|"
    r"buyers?|controllers?|scientists?|editors?|writers?|recruiters?|head of|installers?|fitters?|plumbers?|machinists?|"
    r"foremen|foreman|estimators?|receptionists?|executives?|advisors?|surveyors?|labou?rers?|warehouse|bookkeepers?|sales|"
    r"agents?|associates?|leads?|inspectors?|programmers?|testers?|riggers?|"
    r"\w*(?:ingenieur|techniker|mechaniker|mechatroniker|elektriker|elektroniker|monteur|schlosser|schwei(?:ß|ss)er|fahrer|"
    r"sachbearbeiter|mitarbeiter|leiter|berater|entwickler|meister|helfer|verkäufer|buchhalter|konstrukteur|planer|maurer|maler|"
    r"tischler|installateur|disponent|programmierer|einkäufer|referent|arbeiter|lagerist|dreher|fräser|bauer)(?:in|innen|\*in|:in|/in|\(in\))?|"
    r"\w*(?:kaufmann|kauffrau|kaufleute|fachkraft|assistenz|leitung)|auszubildende\w*|ausbildung (?:zum|zur|als)\b.*|"
    r"praktikant\w*|werkstudent\w*|azubi\w*|ingénieure?|technicien(?:ne)?|chauffeur|commerciale?|assistante?|comptable|responsable|chargée?|"
    r"opérateur|opératrice|soudeu(?:r|se)|électricien(?:ne)?|mécanicien(?:ne)?|vendeu(?:r|se)|alternant\w*|stagiaire|conducteur|"
    r"ingenier[oa]|técnic[oa]|comercial|conductor|soldador|operari[oa]|administrativ[oa]|encargad[oa]|jefe|ingegnere|tecnic[oa]|"
    r"impiegat[oa]|operai[oa]|saldatore|addett[oa]|magazziniere|manutentore|venditore|engenheir[oa]|motorista|vendedor\w?|"
    r"medewerker|verkoper|lasser|werkvoorbereider|projectleider|adviseur|magazijn\w*|tekniker|montör|säljare|svetsare|förare|"
    r"ingenjör|utvecklare|projektledare|ekonom|montør|selger|sælger|smed|ingeniør|medarbejder|medarbeider|fører|mekaniker|"
    r"asentaja|myyjä|insinööri|kuljettaja|hitsaaja|inżynier|mechanik|kierowca|spawacz|monter|sprzedawca|specjalist[ak]|"
    r"operator|technik|konstruktor|handlowiec|řidič|svářeč|obchodník|obchodní|montér|účetní|skladník)\b|"
    r"инженер|менеджер|водитель|слесарь|сварщик|エンジニア|営業|技術者|スタッフ|工程师|销售|مهندس",
    re.IGNORECASE,
)
