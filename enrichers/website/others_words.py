"""Words that announce somebody else on a company's page (host, maker of the site, authority...), and the company again.

Imprints of the European Union must name the host (France, loi n° 2004-575, article 6), the supervisory authority and the
chamber (Germany, DDG, section 5), the mediator (directive 2013/11/EU, article 13) and the data protection officer (regulation
2016/679, article 13); all of them with addresses and numbers that are not the company's.
"""

# ruff: noqa: RUF001 - letters and signs of other alphabets are what pages use

from __future__ import annotations

import re

_HOST = (
    r"hébergeur|hébergement|hébergé|hosting\w*|web\s?-?host\w*|hoster|alojamiento(?: web)?|hospedaje|hospedagem|alojamento|"
    r"servizio di hosting|webbhotell|webhotell|webhotel|dostawca hostingu|tárhelyszolgáltató|хостинг|ホスティング"
)
_WEB = (
    r"web\s?-?(?:design\w*|entwicklung|agentur|master|development|developer|programmierung)|internet\s?-?agentur|"
    r"webb?-?byrå|webb(?:produktion|design|utveckling)|(?:technische )?umsetzung|programmierung|"
    r"(?:création|conception|réalisation|développement|graphisme) (?:graphique )?(?:du|de ce|de notre) site(?: web| internet)?|"
    r"(?:diseño|desarrollo) (?:del sitio )?web|realizzazione (?:del )?sito(?: web)?|progetto grafico|"
    r"websitebouw|(?:projekt i )?wykonanie(?: strony)?|projekt strony|realizacja strony|web\s?site design(?: by)?|"
    r"tvorba (?:webu|www|webových str[aá]nek|str[aá]nek|webových stránok)|sivuston toteutus|(?:verkko|koti)sivut toteutti|"
    r"hjemmeside (?:af|lavet af)|nettside (?:av|laget av)|web(?:oldal|lap)\s?készítés|honlap\s?készítés|készítette|"
    r"(?:realizare|creare) (?:web)?site|desenvolvid[oa]|(?:criação|desenvolvimento) (?:de sites?|web|do site)|"
    r"κατασκευή ιστοσελίδ\w+|web tasarım\w*|izrada (?:web )?stranic\w*|izdelava spletn\w+ stran\w*|kodulehe? tegi|"
    r"розробка сайту|разработка сайта|(?:サイト|ホームページ|web\s?サイト)制作|网站建设|網站設計|홈페이지 제작"
)
_SOFT = (
    r"gestaltung|realisi?erung|konzept(?:ion)?|technik|technische (?:realisierung|betreuung)|agentur|web\s?-?seite|"
    r"design|development|conception|création|réalisation|développement|graphisme|intégration|maquette|"
    r"diseño|desarrollo|realizzazione|sviluppo|progettazione|grafica|credits?|crédits?|créditos|"
    r"ontwerp|realisatie|ontwikkeling|wykonanie|projekt|realizacja|realizace|"
    r"fotos?|fotografie|bildnachweise?|bild\w*|photos?|photograph\w*|photographies|fotografía|texte?|illustrationen"
)
_JOIN = r"\s*(?:,|&|\+|/|-|\b(?:und|and|et|y|e|en|och|i|a)\b)\s*"
_OF_SITE = (
    r"(?:\s+(?:du site|de (?:ce|notre|la) (?:site|page)|de la web|der (?:web)?(?:seite|site)|dieser (?:web)?seite|"
    r"(?:del|do) sit(?:io|o)|of (?:this|the) (?:web)?site)(?: web| internet)?)?"
)


def _heading(words: str, first: str) -> re.Pattern[str]:
    """Return the pattern of a whole line of `words`, at least one of `first` leading, joined by commas and the like."""
    joined = rf"(?:{_JOIN}(?:{words}){_OF_SITE}){{0,3}}"
    return re.compile(rf"(?:extern\w* |notre |unser |our )?(?:{first}){_OF_SITE}{joined}\s*:?", re.IGNORECASE)


MAKER_HEADING = _heading(f"{_WEB}|{_SOFT}", _WEB)
"""A whole line that announces who made the site."""
SOFT_MAKER_HEADING = _heading(f"{_WEB}|{_SOFT}", f"{_WEB}|{_SOFT}")
"""The same in words that are departments elsewhere (``Technik``): to be believed in an imprint only."""
HOST_HEADING = _heading(f"{_HOST}|{_WEB}|{_SOFT}|content delivery networks? \\(cdn\\)", _HOST)
"""A whole line that announces who hosts the site."""
MAKER = re.compile(
    rf"\b(?:{_WEB})\s*(?:：|(?::|\b(?:by|von|af|av|door|par|por|pela?|da|di|a)\b)(?=\s|$))"
    r"(?!\s*(?:https?:|www\.|[\w-]+\.[a-z]{2}))|"
    r"\b(?:marketing|seo|web\s?site|site|website content) (?:maintained |managed |powered |hosted |built |made )?(?:by|af)\b|"
    r"(?:web\s?(?:site|design|seite|entwicklung|agentur)|\bsite|\bdesign|umsetzung|gestaltung|programmierung|realisi?erung|realisatie|réalisation|"
    r"realizzazione|\bsito|realizace|realizacja|\bdiseño|\bwebb|\bwebbyrå|wykonanie|\bcréation|\bconception)\s*"
    r"(?:&\s*\w+\s*|(?:du |de ce |del |der |web|internet)\s*(?:site|sito|sitio|seite)?\s*(?:web|internet)?\s*)?"
    r"(?:\bby\b|\bvon\b|\bdoor\b|\bpar\b|\bpor\b|\bda\b|\bweb\b|\bdi\b|\bav\b|:)"
    r"(?=\s|$)(?!\s*(?:https?:|www\.|[\w-]+\.[a-z]{2}))|"
    r"\b(?:powered|designed|developed|created|built|made|crafted) (?:with \S+ )?(?:by|at)\b|"
    r"(?:erstellt|gestaltet|entwickelt|programmiert|umgesetzt) (?:von|durch)\b|"
    r"\b(?:vytvořil[ao]?|vyrobil[ao]?|naprogramoval[ao]?|wykonał[ao]?|zaprojektował[ao]?|zrealizował[ao]?|laget av|lavet af|"
    r"skapad av|gjord av|(?:realizat|creat|dezvoltat) de|toteutti|toteuttanut|gemaakt door|gebouwd door|ontwikkeld door|"
    r"(?:realizzato|sviluppato|creato) da|(?:realizado|diseñado|desarrollado|creado|feito) por|сделано в)\b|"
    r"\b(?:site )?(?:réalisé|créé|conçu|développé) par\b|"
    r"разработка сайта|создание сайта",
    re.IGNORECASE,
)
"""A signature: what follows it in its own line is the maker of the site."""
HOST = re.compile(
    rf"\b(?:{_HOST})(?: (?:du site|de la page|del sitio|web))*\s*"
    r"(?::|\bby\b|\bpar\b|\bvon\b|\bbei\b|\bdoor\b|\bpor\b|\bav\b|\bhos\b)|"
    r"\bhébergeur\b|\bhébergée? (?:par|chez)|\bhosted (?:by|with|at)\b|\bgehostet (?:von|bei|durch)|\bgehost (?:door|bij)|"
    r"\baloja(?:do|da) (?:por|en)|\bospitato (?:da|presso)|\bhospedado (?:por|em|en)|\bwebhoster\b|"
    r"wir hosten (?:die inhalte )?unserer? website",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"ombuds(?:man|mann|stelle|person)|schlichtungsstelle|aufsichtsbehörde|datenschutzbehörde|landesbeauftragte|"
    r"zuständige (?:kammer|behörde|aufsicht)|berufskammer|"
    r"(?:\w+kammer|\bIHK)\b(?=[^.;·|]{0,40}(?:,|:|$))|berufshaftpflicht|betriebshaftpflicht|versicherer\b|"
    r"supervisory authority|data protection authority|information commissioner|verbraucherzentrale|streitbeilegung|"
    r"dispute resolution|chamber of commerce|professional indemnity|insurance provider|financial conduct authority|"
    r"toezichthouder|autoriteit persoonsgegevens|geschillencommissie|kamer van koophandel te|\bcnil\b|"
    r"médiat(?:eur|rice|ion) (?:de |du |à )|\bmédiateur\b|conciliateur|assurance (?:responsabilité|décennale|professionnelle)|"
    r"garante (?:per la )?(?:privacy|protezione)|camera di commercio|"
    r"agencia española de protección|junta arbitral|arbitraje de consumo|"
    r"integritetsskyddsmyndigheten|datainspektionen|reklamationsnämnd|konsumentverket|"
    r"datatilsynet|forbrugerklagenævn|forbruker(?:tilsynet|rådet|klageutvalget)|urząd ochrony|prezes(?:a)? urzędu|"
    r"data protection commission(?:er)?|tietosuojavaltuutet\w+|kuluttajariita\w+|aluehallintovirasto|"
    r"úřad pro ochranu osobních|česká obchodní inspekce|úrad na ochranu osobných|slovenská obchodná inšpekcia|"
    r"adatvédelmi (?:és információszabadság )?hatóság|fogyasztóvédelmi|békéltető testület|"
    r"protecția (?:consumatorilor|datelor)|\bANPC\b|\bANSPDCP\b|centro de arbitragem|comissão nacional de proteção|"
    r"entidade reguladora|αρχή προστασίας|andmekaitse inspektsioon|information commissioner|trading standards"
    r"|better business bureau|attorney general|"
    r"(?:press|pr|media|werbe)[\s-]?agen(?:cy|tur|ce)|public relations agency",
    re.IGNORECASE,
)
"""An office, or whoever else the law or custom has named: what follows, the next few lines too, is theirs."""
OFFICER = re.compile(
    r"datenschutz-?\s?beauftragte[rn]?\b|data protection officer|\bDPO\b|délégué\w* à la protection des données|"
    r"delegad[oa] de protección de datos|responsabile (?:della )?protezione (?:dei )?dati|encarregado de (?:proteção|dados)|"
    r"functionaris (?:voor )?gegevensbescherming|dataskyddsombud|databeskyttelsesrådgiver|"
    r"inspektor\w* ochrony danych|представитель по защите|personvernombud|tietosuojavastaav\w+|pověřen\w+ pro ochranu|"
    r"zodpovedn\w+ osob\w+|adatvédelmi tisztvisel\w+|responsabil\w* cu protecția|υπεύθυνος προστασίας|"
    r"andmekaitsespetsialist|veri sorumlusu temsilcisi|個人情報保護管理者",
    re.IGNORECASE,
)
"""The data protection officer: often from outside, so numbers and addresses are not taken for the company's."""
NAMESAKE = re.compile(
    r"not (?:to be confused|affiliated|associated|connected) with|do not confuse|nicht zu verwechseln mit|"
    r"kein\w* (?:verbindung|zusammenhang) (?:zu|mit)|(?:ne pas|à ne pas) confondre avec|no confundir con|"
    r"(?:da )?non confondere con|niet te verwarren met|(?:ej|inte|ikke) (?:att |at )?(?:förväxla|forveksle|forveksles)\w* med|"
    r"não confundir com|nie mylić z",
    re.IGNORECASE,
)
_KIN = (
    r"distribut(?:ors?|ers?)|dealers?|resellers?|suppliers?|partners?|subsidiar(?:y|ies)|manufacturers?|"
    r"lieferant(?:en)?|(?:vertriebs|handels|service)?partner|händler|hersteller|tochter(?:firma|gesellschaft|unternehmen)|"
    r"leveranciers?|dochteronderneming(?:en)?|dealers?|fournisseurs?|revendeurs?|partenaires?|filiales?|"
    r"proveedor(?:es)?|distribuidor(?:es|a)?|socios?|fornitor[ei]|distributor[ei]|rivenditor[ei]|partner|"
    r"fornecedor(?:es)?|leverantör(?:er)?|återförsäljare|leverandør(?:er)?|forhandlere?|toimittaja\w*|dostawc\w+|dodavatel\w*"
)
ELSEWHERE = re.compile(
    rf"\b(?:our|unser\w*|nos|notre|nuestr[oa]s?|nostr[oaie]|onze|nossos?|nossa|vår[at]?|vore?s?|naš\w*|nasz\w*)\s+"
    rf"(?:\w+\s+)?(?:{_KIN})\b(?!\s+(?:service|hotline|portal|line|desk|abteilung|program\w*))|"
    r"\b(?:licen[sc]ed|regulated|authori[sz]ed|accredited|supervised|registered|insured|certified) (?:and \w+ )?by\b|"
    r"\b(?:aangesloten bij|lid van|mitglied (?:bei|beim|im|in der|der|des|von)|membre d[eu]|adhérent (?:de|à)|miembro de|"
    r"asociad[oa] a|iscritt[oa] (?:a|all)|medlem a[vf]|członek|člen|zertifiziert (?:durch|von)|geprüft (?:durch|von))"
    r"(?=[^.!?;|]{0,140}$)|"
    r"\b(?:produktsicherheit|product safety|gpsr|general product safety|sécurité des produits|seguridad de los productos|"
    r"productveiligheid|sicurezza dei prodotti)\b|"
    r"\b(?:(?:part|member|subsidiary|division|affiliate) of|ein(?:e)? (?:unternehmen|tochter\w*|mitglied|teil) de[rs]|"
    r"teil de[rs]|(?:une )?filiale (?:de|du)|soggetta a(?:d|lla|ll['’]attività di)? (?:attività di )?direzione e coordinamento "
    r"(?:di|da parte di)|onderdeel van|(?:en )?del (?:av|af)|ingår i|należy do|součástí|(?:parte|membro|miembro) del?)\s+"
    r"(?:the |die |der |het |de |la |le |il )?(?-i:(?=[A-ZÄÖÜÉ«„“\"]))(?=[^.!?;|]{0,140}$)",
    re.IGNORECASE,
)
"""Words in a line after which somebody else is meant in this line alone: partners, who licenses, who stands above."""
COURT = re.compile(
    r"\b(?:amts|land|handels|register)gericht\b(?!.{0,80}\bHR\s?[AB]\b)(?=[^.;·|]{0,60}$)", re.IGNORECASE
)
"""A court right before an address."""
RELATIVES = re.compile(
    r"(?:(?:unsere|our|nos|nuestr[ao]s|nostr[ei]|le nostre|i nostri|onze|våra|vores|nasze?|nasi|die|weitere|other|all)\s+)?"
    r"(?:(?:handels|vertriebs|service|kooperations)?partner(?:n|s|firmen|unternehmen)?|(?:fach)?händler|(?:werks)?vertretungen|"
    r"(?:authori[sz]ed )?(?:distribut|deal|resell)(?:ors?|ers?)|retailers|stockists|agents|suppliers|lieferanten|"
    r"kunden|referenzen|customers|clients|references|(?:tochter|beteiligungs|schwester)?gesellschaften|tochterunternehmen|"
    r"beteiligungen|verbundene unternehmen|unternehmen der gruppe|(?:our )?(?:group )?companies|subsidiar(?:y|ies)|"
    r"affiliates|associates|partenaires|revendeurs|distributeurs|fournisseurs|filiales|sociétés(?: du groupe)?|"
    r"distribuidores|socios|proveedores|empresas del grupo|filiali estere|distributori|rivenditori|fornitori|"
    r"società (?:del gruppo|controllate)|dealers|leveranciers|dochterondernemingen|dotterbolag|återförsäljare|leverantörer|"
    r"dystrybutorzy|partnerzy|spółki zależne)"
    r"(?:\s+(?:in|im|der|des|en|de|du|in the|worldwide|weltweit|dans|nel|w|i)\b.{0,40})?\s*:?",
    re.IGNORECASE,
)
"""A whole heading below which partners, dealers, customers or subsidiaries are listed."""
OWN = re.compile(
    r"(?:éditeur|édité par|directeur de (?:la )?publication|propriétaire|exploitant|herausgeber(?:in)?|"
    r"betreiber(?:in)?|(?:dienste)?anbieter(?:in)?|inhaber(?:in)?|"
    r"verantwortlich\w*(?: (?:für den inhalt|i\.\s?s\.\s?d\.)[^:]{0,60})?|publisher|published by|owner|operator|"
    r"operated by|site owner|titular(?:idad)?|titolare|uitgever|eigenaar|utgivare|ansvarig utgivare|administrator danych)"
    r"\s*(?:du site|der website|del sitio(?: web)?|del sito|of the website)?\s*:|angaben gemäß|angaben nach §",
    re.IGNORECASE,
)
"""A label after which the company itself is meant again."""
OWN_HEADING = re.compile(
    r"(?:(?:kontakt|contact(?: us| details)?|contacto|contatti|contato|coordonnées|impressum|imprint|"
    r"legal notice|mentions légales|"
    r"éditeur(?: du site)?|herausgeber|betreiber|anbieter|publisher|owner|titular|titolare|haftung\w*.*|urheberrecht\w*|"
    r"copyright.*|disclaimer|"
    r"datenschutz\w*|privacy.*|cookies?|"
    r"umsatzsteuer.*|registereintrag|handelsregister|vertreten durch|geschäftsführ\w*|responsabilité|"
    r"propriété intellectuelle|données personnelles|bankverbindung|öffnungszeiten|opening hours|"
    r"anfahrt|find us|standorte?|locations?)\s*:?)\Z",
    re.IGNORECASE,
)
"""A whole line that starts a section which is not about somebody else."""
LABELS = re.compile(
    r"(?:tel\w*|phones?|téléphone|telefax|fax|e-?mail|mail|courriel|correo|web(?:site)?|internet|site web|url|address|adresse|"
    r"anschrift|dirección|indirizzo|adres|name|nom|nombre|firma|company|société|company name|ort|plz|stra(?:ß|ss)e|city)\s*:?\Z",
    re.IGNORECASE,
)
"""A label that says nothing about whose value follows."""
