"""Words that many companies share, known before the first record is read.

A base of twenty names can't know that ``bank`` is common and ``nordhafen`` is not. So each word starts with the share
of company names it is expected in (from plain knowledge of the language, not from any data set), and what the base at hand
shows is added to that. Spellings stand folded and plain (`fold`).
"""

from __future__ import annotations

from functools import cache

from prospector.identity import han
from prospector.identity.fold import fold, plain

_ABBREVIATIONS = """
international: intl int'l internat intern internatl intnl interntl; national: natl nat'l nat
manufacturing: mfg manuf mfrg mfgr mnfg; manufacturers: mfrs; brothers: bros; association: assoc assn ass
associates: assocs; services: svcs svc srvcs svs serv servs service; technology: tech technol techn tec
technologies: techs; systems: sys syst system; management: mgmt mgt mngmt; industries: inds indus; industry: ind
industrial: indl; development: dev devel dvlpmt develop; engineering: eng engr engrg engg
laboratories: labs lab laboratory; products: prods prod product
pharmaceuticals: pharma pharm pharms pharmaceutical; chemicals: chem chems chemical; electric: elec elect
electrical: electl; electronics: electr elctrns electrs electronic
communications: comm comms communs communication commns
telecommunications: telecom telecomm telecoms telecommunication; insurance: ins insur; financial: fin finl finan
finance: fnce; university: univ; institute: inst; department: dept; government: govt; center: ctr cntr cent centre
hospital: hosp; american: amer am; america: amerika; general: gen genl; group: grp groupe gruppe grupo gruppo gp
holdings: hldgs hldg hlds holding hold hld; resources: res resour resource
investments: invs invts invest inv investment investmt; properties: props prop; property: ppty; realty: rlty
power: pwr; energy: energ enrgy; energies: energie energia; petroleum: petrol petr petro; exploration: expl explor
equipment: equip eqpt; transportation: transp trans trnsp; transport: transpt; distribution: distr distrib
distributors: distrs; enterprises: entps enterprise entpr; entertainment: entmt entert
solutions: solns sol solution soln; software: sftwr softw; hardware: hdwe; medical: med
materials: matls mat material; metals: mtls; mining: min; motors: mtrs motor; marine: mar; northern: nthn
southern: sthn; western: wstn; eastern: estn; north: n; south: s; saint: st; mount: mt; federal: fed; first: 1st
second: 2nd; third: 3rd; trading: trdg trad; business: bus; corporation: corp; company: co
construction: constr const cons; consulting: consltg; consultants: conslts; partners: ptnrs prtnrs; capital: cap
estate: est; research: rsch; semiconductor: semicon semicond semi semiconductors
instruments: instr instrs instrument; information: info; applications: applics; applied: appl; advanced: adv
automotive: autom automtv; aviation: avn; aerospace: aerosp; biotechnology: biotech biotechnologies
bancorporation: bancorp bancorporated; bankshares: bancshares; savings: svgs; mutual: mut; trust: tr; royal: ryl
society: soc; committee: comm; commission: comsn; council: cncl; foundation: fdn fndn; education: edu educ
school: sch; academy: acad; church: ch; community: comty; county: cnty; authority: auth; airlines: airl
airways: airw; railway: rlwy rwy; railroad: rr; metropolitan: metro; pacific: pac; atlantic: atl
california: calif; massachusetts: mass; pennsylvania: penn penna; minnesota: minn; connecticut: conn
michigan: mich; illinois: ill; washington: wash; deutsche: dt dtsch dte; deutschland: dtl; britain: brit
british: britt; australia: aust austr; united: utd; company: cmpny; works: wks; public: pub; printing: prtg
publishing: publ publg; packaging: pkg pckg; refrigeration: refrig; specialty: spec splty; surgical: surg
diagnostics: diag diagn; therapeutics: thera ther therap; sciences: sci science; biosciences: biosci
bioscience: biosc; security: sec; securities: secs secur; video: vid; water: wtr; wireless: wrls; worldwide: ww
factory: fact
""".replace("\n", "; ").strip("; ")

_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_NUMBERS_ABROAD = """
eins:1 zwei:2 drei:3 vier:4 funf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 zwolf:12 zwanzig:20 hundert:100 deux:2
trois:3 quatre:4 cinq:5 huit:8 douze:12 vingt:20 cent:100 dos:2 tres:3 cuatro:4 cinco:5 siete:7 ocho:8 nueve:9
diez:10 cien:100 quattro:4 cinque:5 sette:7 dieci:10 dodici:12 cento:100 dois:2 quatro:4 sete:7 oito:8 dez:10
twee:2 drie:3 vijf:5 zeven:7 negen:9 tien:10 twaalf:12 tva:2 fyra:4 sju:7 atta:8 dwa:2 trzy:3 cztery:4 piec:5
hundred:100 thousand:1000"""
"""Number words of other languages; left out are those that are surnames or common words as well (``otto``, ``neuf``)."""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ROMAN = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx"

_VERY_COMMON = """group holdings international systems technologies technology services industries solutions bank
financial capital energy american national global management industrial products manufacturing trust investments
resources electric insurance pharmaceuticals development corporation company enterprises partners associates
electronics engineering software medical chemicals health power communications media foods realty properties
motors general united first construction china japan india us usa america europe uk germany france canada
australia"""
_COMMON = """advanced applied academy aerospace agency agro air airlines airways alliance alpha aluminum
analytics apparel architects art arts asset asia association atlantic audio auto automation automotive aviation
bancorporation bankshares banking beauty beverages bio biotechnology biosciences blue board body books brands
brewery broadcasting brothers building business cable care cement center central ceramics chain chemie church
city clean clinic clinical clothing cloud club coal coffee college commerce commercial commission committee
components computer computers concept concrete consulting consultants consumer control controls convergence core
council county credit creative custom data day delta dental department design designs diagnostics digital direct
distribution district drug dynamics early eagle earth east eastern eco education electrical electro elite
energies entertainment environmental equipment equity estate exchange express factory family farm farms fashion
federal fiber film finance fire fitness food forest foundation freight fresh fuel fund funds furniture future
gallery games gaming garden gas gene genetics glass gold golden government grain grand great green growth
hardware head healthcare heavy high home homes hospital hospitality hotel hotels house housing image imaging
import export income independent india industry information infrastructure innovation innovations innovative
institute instruments integrated intelligence intelligent interactive interior internet investors iron
irrigation jewelry kitchen laboratories lake land landscape language laser law leaf leasing leather legal
leisure life lifestyle light lighting line link lithium living loan logistics machine machinery magnetics marine
market marketing materials measurement mechanical medicine memory metal metals metropolitan micro
microelectronics microsystems mills mineral minerals mining mobile modern mortgage motion mountain music mutual
natural nature net network networks neighborhood new news north northern nuclear nutrition ocean office offshore
oil one online open optical optics orient oriental packaging paint paper parks payment petrochemical petroleum
pet phone photo pipe pizza plant plastics plus polymer port power precision premier premium press prime printing
private pro process processing production productions professional program project property protection public
publishing quality radio rail railway ready real recovery recycling regional rental research restaurant
restaurants retail river robotics royal rubber safety sales savings school schools sciences sea securities
security semiconductor senior shipping shop shops silver smart social society solar sound south southern special
specialty sports standard star state station steel storage store stores strategic street studio studios sugar
sun supply surgical sustainable tax tea team telecommunications telephone television textile textiles theater
therapeutics tire tires tobacco tools top total tours toy trade traders trading training transport
transportation travel tree union universal university urban utilities valley value vehicle ventures venture
video village vision visual warehouse waste watch water wave wealth web welding wellness west western wine
wireless women wood woods work workers works world worldwide yoga youth children learning preschool kids st mary
saint san santa los gesellschaft handel handels bau immobilien verlag werke werk beteiligung beteiligungs
verwaltungs vermogens technik maschinenbau anlagenbau stadtwerke spedition bank sparkasse volksbank versicherung
krankenhaus apotheke druckerei dienstleistungen elektro societe generale compagnie banque assurance assurances
immobiliere transports travaux batiment etablissements ste banco inversiones servicios industrias constructora
comercial industria comercio transportes empresa empresas energia financiera alimentos electrica hotelera
inmobiliaria banca assicurazioni costruzioni industrie edizioni prodotti kogyo seiyaku denki sangyo shoji
kensetsu kagaku kikai seisakusho giken jidosha ginko hoken bussan zavod kombinat stroi torgovyi dom fabrika
sanayi ticaret yatirim insaat gida tekstil enerji og och et und y e dan ve van vereniging bedrijf
handelsonderneming groep"""
_PLACES = """afghanistan albania algeria america american andorra angola arab arabia argentina armenia asia
asian asiatic australia australian austria austrian azerbaijan bahamas bahrain bangladesh barbados belarus
belgium belgian belize benin bermuda bolivia bosnia botswana brazil brasil brasileira britain british brunei
bulgaria bulgarian burma cambodia cameroon canada canadian caribbean cayman chad chile china chinese colombia
congo costarica croatia cuba cyprus czech denmark danish danmark deutsche deutscher deutschland deutsches
dominican dubai dutch ecuador egypt emirates england english espana espanola estonia estonian ethiopia europe
european europa fiji finland finnish france francaise french gabon georgia german germany ghana gibraltar greece
greek greenland guatemala guernsey guinea guyana haiti holland honduras hongkong hungary hungarian iceland india
indian indonesia iran iraq ceylon persia siam bharat hindustan ireland irish israel italia italian italiana
italy jamaica japan japanese jersey jordan kazakhstan kenya korea korean kuwait kyrgyzstan laos latvia lebanon
liberia libya liechtenstein lithuania luxembourg macau macedonia madagascar malawi malaysia maldives mali malta
mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands
nederland nicaragua niger nigeria nippon nordic norge norway norwegian oman osterreich pakistan palestine panama
paraguay peru philippines pinoy poland polish polska portugal qatar romania rossii rossiya russia russian rwanda
salvador saudi schweiz schweizerische scotland scottish senegal serbia singapore slovakia slovenia somalia spain
spanish srilanka sudan suisse suomi suriname svenska sverige sweden swedish swiss switzerland syria taiwan
tajikistan tanzania thai thailand tunisia turk turkey turkish turkiye turkmenistan uganda ukraine ukrainian
uruguay usa us uk uae uzbekistan venezuela viet vietnam wales welsh yemen zambia zimbabwe africa african eurasia
emea apac latam scandinavia baltic balkan iberia iberica alabama alaska arizona arkansas california carolina
colorado connecticut dakota delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine
maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire mexico ohio
oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec
alberta manitoba saskatchewan queensland victoria tasmania bavaria bayern sachsen saxony hessen catalonia
catalunya lombardia london paris berlin munich munchen hamburg frankfurt cologne koln stuttgart dusseldorf
vienna wien zurich geneva basel bern rome roma milan milano madrid barcelona lisbon lisboa amsterdam rotterdam
brussels copenhagen stockholm oslo helsinki warsaw warszawa prague praha budapest moscow moskva petersburg kiev
istanbul ankara athens dublin edinburgh glasgow manchester birmingham leeds bristol liverpool york jersey boston
chicago houston dallas austin angeles francisco diego seattle portland denver phoenix detroit miami atlanta
orlando philadelphia pittsburgh cleveland tulsa omaha cincinnati columbus baltimore charlotte nashville memphis
sacramento toronto montreal vancouver calgary ottawa mexico bogota lima santiago tokyo osaka kyoto yokohama
nagoya kobe fukuoka seoul busan beijing shanghai shenzhen guangzhou hangzhou nanjing tianjin wuhan chengdu
chongqing suzhou zhejiang jiangsu guangdong shandong sichuan fujian hunan hubei hebei henan anhui taipei
kaohsiung hong kong bangkok manila jakarta hanoi saigon kuala lumpur mumbai delhi bangalore bengaluru chennai
kolkata hyderabad pune gujarat bengal punjab kerala karachi lahore dhaka colombo dubai abu dhabi riyadh doha
cairo lagos nairobi johannesburg capetown sydney melbourne brisbane perth adelaide auckland wellington jerusalem
haifa north south east west northern southern eastern western central"""
_ROLES = """holdings group investments beteiligungs beteiligung verwaltungs vermogens finance capital ventures
foundation energy services international careers jobs trust bank leasing research pension parent"""
_PEOPLE = """smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson
walker young allen king wright scott torres nguyen hill flores adams nelson baker hall rivera campbell mitchell
carter roberts evans edwards collins stewart morris murphy cook rogers morgan cooper peterson reed bailey kelly
ward cox diaz wood watson bennett gray james hughes price myers long foster ross ruiz alvarez mueller muller
schmidt schneider fischer weber meyer meier maier mayer wagner becker schulz hoffmann schafer koch bauer richter
klein wolf schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange werner krause lehmann kohler
huber gruber bernard dubois dupont durand moreau laurent simon michel lefebvre leroy roux girard bonnet rossi
russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti costa fontana silva santos
oliveira souza sousa pereira lima ferreira fernandez gomez moreno jimenez ramos castro ortiz ivanov petrov
jansen janssen peeters bakker visser smit larsen hansen nielsen jensen pedersen andersen olsen johansen
johansson andersson karlsson nilsson eriksson kowalski novak horvat nagy popescu ionescu singh kumar sharma
patel gupta khan ali ahmed mohamed muhammad hassan wang li zhang chen liu yang huang zhao wu zhou kim park choi
tran pham tanaka suzuki sato john david michael robert william richard joseph charles peter paul george maria
anna elisabeth elizabeth josef franz hans karl carl jose juan carlos luis pedro antonio francisco jean pierre
jacques giuseppe giovanni jan ahmad omar abdul"""
"""Surnames and given names that very many firms bear."""
_SHOPS = """baptist methodist lutheran evangelical catholic christian bible fellowship ministries temple chapel congregation
pharmacy apotheke farmacia pharmacie hotel inn motel pension gasthof gasthaus zur zum hof adler krone linde lowe
lowen post markt rose sonne dragon palace panda lotus bakery backerei boulangerie panaderia cafe bistro bar
grill pub pizzeria trattoria ristorante restaurante roma napoli sushi thai wok kebab barber barbers hair nails
nail spa salon studio fitness gym yoga dentist dentistry orthodontics veterinary animal plumbing roofing
painting landscaping lawn cleaning movers moving towing tires automotive repair garage autohaus motors cars taxi
limousine florist flowers bridal jewelers photography plumbers electricians electric handyman sons son bros
brothers sohne soehne fils hijos figli lawyers attorneys rechtsanwalte kanzlei steuerberater notaire accountants
accounting bookkeeping realty realtors homes builders architekten architects friseur metzgerei fleischerei
gartnerei tischlerei schreinerei zimmerei malerbetrieb elektrotechnik sanitar heizung reisen reiseburo taxi
boutique moda mode optik optique opticians kinder kindergarten daycare nursery elementary primary secondary
grammar college krankenhaus klinik praxis clinica sol luz norte sur este oeste centro plaza parque mar monte rio
norte del noor al shree shri sri lakshmi ganesh om sai krishna huaxin xin hua golden silver sunrise sunset sunny
rainbow star moon phoenix eagle lion tiger dragon alpha beta gamma delta omega apex summit pinnacle premier
elite quality best first choice united global universal city central main downtown riverside lakeside hillside
hilltop parkside northside southside eastside westside village valley oak pine cedar maple willow elm"""
"""Words that shops, parishes and small firms are called by all over a country."""
_NOISE = """careers jobs headquarters hq head office official site website homepage duplicate dup old new do not
call test inactive closed customer prospect lead account main branch"""


@cache
def abbreviations() -> dict[str, str]:
    """Return the full word of every known abbreviation."""
    known: dict[str, str] = {}
    for entry in _ABBREVIATIONS.split("; "):
        word, _, short = entry.partition(": ")
        full = plain(fold(word.strip()))
        for spelling in short.replace("'", "").split():
            known.setdefault(plain(spelling), full)
    return known


@cache
def numbers() -> dict[str, str]:
    """Return the digits of number words and of Roman numerals of two letters and more."""
    known = {word: str(value) for value, word in enumerate(_NUMBERS.split())}
    known |= {word: str(value) for value, word in enumerate(_ROMAN.replace(" v ", " ").split())}
    values = (2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
    known |= dict(zip(_ROMAN.split(), map(str, values), strict=True))
    known["fourty"] = "40"
    for entry in _NUMBERS_ABROAD.split():
        word, _, digits = entry.partition(":")
        known.setdefault(plain(word), digits)
    for place, ten in enumerate(_TENS.split(), start=2):
        known[ten] = str(place * 10)
    return known


@cache
def tens() -> frozenset[str]:
    """Return the words of whole tens, which join with a following unit (``forty four``)."""
    return frozenset((*_TENS.split(), "fourty"))


@cache
def expected() -> dict[str, float]:
    """Return the expected share of names that hold a common word."""
    shares = {plain(word): 0.0015 for word in _PLACES.split()}
    shares |= {plain(word): 0.002 for word in (*_PEOPLE.split(), *_SHOPS.split())}
    shares |= {plain(word): 0.003 for word in _COMMON.split()}
    shares |= dict.fromkeys(han.places(), 0.01) | dict.fromkeys(han.trades(), 0.01)
    shares |= {plain(word): 0.015 for word in _VERY_COMMON.split()}
    shares |= dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789", 0.004)
    shares |= dict.fromkeys(("the", "and", "of", "de", "la", "el", "le"), 0.03)
    return shares


@cache
def places() -> frozenset[str]:
    """Return names of countries, peoples, big cities and quarters of the compass."""
    return frozenset((*map(plain, _PLACES.split()), *han.places()))


@cache
def roles() -> frozenset[str]:
    """Return words that set a parent, a fund or a sister apart from the company that shares the rest of the name."""
    return frozenset(map(plain, _ROLES.split()))


@cache
def noise() -> frozenset[str]:
    """Return words that lists append to names and that are no part of them."""
    return frozenset(_NOISE.split())
