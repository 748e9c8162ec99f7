"""Legal forms of companies: what stands at the ends of names and says what a company is, not which one.

Own table, compiled from the common abbreviations of company law by country. Spellings stand folded (`fold.fold`), so
``S.à r.l.`` is ``sarl``. Each line begins with family and kin: forms of one kin are spellings and varieties of one form
of one law, forms of one family are translations or close kin of each other (an ``AG`` is a public company as a ``plc``
is); forms of different families in one country are different companies more often than not. Slips in long forms are
found by their distance, in short ones by a table of usual slips.
"""

from __future__ import annotations

from functools import cache, lru_cache

from prospector.identity.fold import fold, plain

_FORMS = """
limited ltd: ltd; limited; ltda; lda; limitada; limitata; ltee; limitee; ltdd; lmtd; limted; limietd; limitd
limited ltd: limitied; ltd sti; co ltd; company limited; co limited; coltd; company ltd; corp ltd; corporation ltd
limited ltd: corporation limited; colimited; pvt ltd; private limited; pvt limited; private ltd; pte ltd
limited ltd: pte limited; pte; pty ltd; pty limited; proprietary limited; p ltd; pty; pvt
limited ltd: private company limited by shares; sdn bhd; sendirian berhad; cyf; teo; teoranta; opc pvt ltd
limited ltd: proprietary ltd; sdn berhad; nominees ltd; cc; lltd; limtied; lmited; limiited; gmb; gbmh; gmhb
limited ltd: gmbbh; gmmbh
limited gmbh: gmbh; gesellschaft mit beschrankter haftung; ges mbh; gesmbh; mbh; ggmbh; ug
limited gmbh: unternehmergesellschaft; gmb h; ug haftungsbeschrankt; gesellschaft mbh
limited gmbh: unternehmergesellschaft haftungsbeschrankt; gmbh i g; gmbh i l
limited sarl: sarl; societe a responsabilite limitee; s a r l; eurl; sas; societe par actions simplifiee; sasu
limited sarl: sarlu
limited srl: srl; societatea cu raspundere limitata; societate cu raspundere limitata
limited srl: societa a responsabilita limitata; s r l; srls; sociedad de responsabilidad limitada; srl de cv
limited srl: srlcr
limited sl: sl; sociedad limitada; slu; s de rl; s de rl de cv; sociedad limitada unipersonal; slne; sapi de cv
limited sl: sas de cv
limited bv: bv; besloten vennootschap; bvba; besloten vennootschap met beperkte aansprakelijkheid; bv ba; sprl
limited bv: srl bv
limited aps: aps; anpartsselskab; iv s; ivs; ab; aktiebolag; as; oy; osakeyhtio; asa; hf; ehf; einkahlutafelag
limited aps: ans; ky; p f
limited spzoo: sp zoo; sp z oo; spolka z oo; spolka z ograniczona odpowiedzialnoscia; spzoo; sp z o o; spolka zoo
limited spzoo: sp
limited sro: sro; spol sro; spolecnost s rucenim omezenym; spolocnost s rucenim obmedzenym; spol s r o; spol
limited doo: doo; drustvo s ogranicenom odgovornoscu; drustvo z omejeno odgovornostjo; dooel; jdoo; d o o
limited kft: kft; korlatolt felelossegu tarsasag; bt; ood; eood; ooo; obshchestvo s ogranichennoi otvetstvennostyu
limited kft: tov; too; tovarystvo z obmezhenoyu vidpovidalnistyu
limited ooo: tovarishchestvo s ogranichennoi otvetstvennostyu; mchj; mmc; uab; uzdaroji akcine bendrove; sia
limited ooo: sabiedriba ar ierobezotu atbildibu; osauhing; ou
limited epe: epe; ike; etaireia periorismenis efthinis; ltd sirketi; limited sirketi; ltd sti; san tic ltd sti
limited epe: ith ihr ltd sti
limited kk: kk; kabushiki kaisha; kabushikikaisha; kabushiki gaisha; gk; godo kaisha; yk; yugen kaisha; 株式会社
limited kk: 有限会社; 合同会社; 有限公司; 有限责任公司; 有限責任公司; 股份有限公司; 株; jusikhoesa; yuhanhoesa
limited kk: 주식회사; 유한회사; cong ty tnhh; tnhh; cong ty co phan; ctcp; cp; cong ty trach nhiem huu han
limited kk: jsc cong ty
limited fzco: fzco; fze; fz llc; fzllc; fz co; dmcc; wll; with limited liability; spc; sal; saoc; saog; pjsc; qsc
limited fzco: qpsc; kscc; kscp; ksc; bsc; bscc
limited llc: llc; limited liability company; l l c; limited liability co; pllc; lc; limitedliability company
limited llc: ltd liability co; ltd liability company; professional llc; dba llc
corporation corporation: inc; incorporated; incorp; incorporation; corp; corporation; cor; inco; incorporatedd
corporation corporation: innc; inc the; corpn; cprp; corportion; coporation; corporate; incc; cop; pc
corporation corporation: professional corporation; pa; professional association; co inc; company inc; corp inc
corporation corporation: corporation inc; bancorporation inc
company company: co; company; cie; compagnie; compania; cia; companhia; comp; coy; cos; companies; and co
company company: and company; and cie; y cia; y compania; e cia; et cie; et compagnie; and sons; und co; u co
company company: og co; og; cmpany; compnay; comapny; conpany
public plc: plc; public limited company; p l c; public co ltd; public company limited; pcl; public limited; pub co
public plc: public; public company; public ltd; pulic
public ag: ag; aktiengesellschaft; a g; kgaa; kommanditgesellschaft auf aktien; ag and co kgaa; gmbh and co kgaa
public ag: se and co kgaa; se; societas europaea; societe europeenne; se and co kg; kgaa mbh; bank ag; corp bhd
public ag: st a o n; ag o n; inh o n; na o n; vz o n
public sa: sa; societe anonyme; sociedad anonima; sociedade anonima; spolka akcyjna; s a; sa de cv; sab de cv; sab
public sa: sociedad anonima de capital variable; sau; sad; saic; sai
public sa: sociedad anonima bursatil de capital variable; saa; sac; sapa; sca; sicaf; sicav; sgps; sgps sa
public sa: sa sgps; sociedad anonima abierta; sociedad anonima cerrada; scpa; societe en commandite par actions
public sa: sa nv; nv sa; eireli; s a b de c v
public spa: spa; societa per azioni; s p a; nv; naamloze vennootschap; n v; ab publ; publ ab; publ; asa
public spa: allmennaksjeselskap; aksjeselskap; a s; aktieselskab; aktieselskabet; abp; oyj; julkinen osakeyhtio
public as: akciova spolecnost; akciova spolocnost; a s; as; ad; aksionerno druzhestvo; dd; dionicko drustvo
public as: delniska druzba; rt; nyrt; zrt; nyilvanosan mukodo reszvenytarsasag; zartkoruen mukodo reszvenytarsasag
public ao: ao; oao; pao; zao; nao; aktsionernoe obshchestvo; otkrytoe aktsionernoe obshchestvo
public ao: zakrytoe aktsionernoe obshchestvo; publichnoe aktsionernoe obshchestvo; pat; prat; at; jsc; ojsc; cjsc
public ao: pjsc; joint stock company; joint stock co; open joint stock company; closed joint stock company
public ao: public joint stock company; joint stock
public ab: ab; akcine bendrove; as aktsiaselts; aktsiaselts; aktiebolaget; akciju sabiedriba; ae; anonymi etaireia
public ab: anonimi etaireia; as anonim sirketi; anonim sirketi; anonim sti; tas; turk anonim sirketi
public ab: anonim ortakligi; ao turk; sae; saog
public tbk: tbk; pt; perseroan terbatas; persero; pt tbk; persero tbk; bhd; berhad; 股份公司; jsa
partnership lp: lp; limited partnership; l p; llp; limited liability partnership; lllp; gp; general partnership
partnership lp: partnership; ilp
partnership kg: kg; kommanditgesellschaft; gmbh and co kg; gmbh co kg; ag and co kg; ug and co kg; ohg
partnership kg: offene handelsgesellschaft; gbr; gesellschaft burgerlichen rechts; partg; partg mbb; partgmbb; mbb
partnership kg: gmbh and co; gmbh and co ohg; gmbh and co kommanditgesellschaft; and co kg; gmbh und co kg
partnership kg: gmbh u co kg; co kg
partnership cv: cv; commanditaire vennootschap; vof; vennootschap onder firma; snc; societe en nom collectif
partnership cv: societa in nome collettivo; sas di; scs; sc; societe civile; sci; sk; spolka komandytowa; sp k
partnership cv: spk; sp j; spj; spolka jawna; sp zoo sp k; sp zoo spk; sp z oo sp k; sp z oo spk; ks; k s; kb
partnership cv: kommanditbolag; hb; handelsbolag; i s; is; k d; kd; se and co
sole ek: ek; eingetragener kaufmann; eingetragene kauffrau; e k; e kfm; ekfm; ekfr; ip; ei; eirl
sole ek: individualnyi predprinimatel; sole proprietor; sole trader; enskild firma; eingetragener kaufmann e k
association ev: ev; eingetragener verein; verein; asbl; association sans but lucratif; vzw
association ev: vereniging zonder winstoogmerk; aisbl; ivzw; ano; avtonomnaya nekommercheskaya organizatsiya; nko
association ev: ngo; npo
cooperative eg: eg; eingetragene genossenschaft; genossenschaft; egmbh; ua; cooperatie; cooperatie ua
cooperative eg: cooperatief ua; cvba; scrl; coop; co op; cooperative; scarl; soc coop; societa cooperativa; scoop
cooperative eg: scop; ek for; ekonomisk forening; amba; a m b a; sca coop; s coop; sociedad cooperativa
foundation stiftung: stiftung; stichting; fondation; fondazione; fundacion; fundacao; stiftelse; stiftelsen
foundation stiftung: saatio
enterprise gup: gup; mup; fgup; fgbu; fgaou; gbu; mbu; gosudarstvennoe unitarnoe predpriyatie; kp; dp; epic; gie
enterprise gup: eesv; eeig; ewiv; vvb; veb
"""
_LEADING = """
ooo oao zao pao ao nao ip tov too pt kk gk yk ojsc cjsc pjsc jsc llc uab sia ab as sa spa srl sarl gmbh oy gup fgup mup
ano stichting stiftelsen stiftung fundacion fondation fondazione fundacao cia compania compagnie companhia ctcp sas sci
snc eurl sca ad dd ood eood pat prat doo kft aktiebolaget aktieselskabet
株式会社 有限会社 合同会社 주식회사 유한회사
jusikhoesa 株
"""
"""Single words that stand in front of names as well; spellings of several words may always stand in front."""

_NOT_TRAILING = frozenset(("pt", "cia", "stichting", "stiftelsen", "fundacion", "fundacao", "fondazione", "at", "ip"))
_LONGEST = 6
_SHORT_FORMS = ("ltd", "inc", "corp", "gmbh", "llc", "plc", "oyj", "bhd", "tbk")
_BESIDE = {
    "l": "ko", "t": "ry", "d": "sfe", "i": "uo", "n": "bm", "c": "xv", "o": "ip", "r": "et", "p": "ol", "g": "fh",
    "m": "n", "b": "vn", "h": "gj", "y": "tu", "j": "hk", "k": "jl",
}  # fmt: skip
_REAL_WORDS_TEXT = "in ink inn ic co cop cor crop corn carp core coop lt ld lc ll pl pc ion tv td bd bk ob it led let"
_REAL_WORDS = frozenset(_REAL_WORDS_TEXT.split())
_SHORTEST_SLIP, _LONG, _MOST_SLIPS = 6, 9, 2
_MANY, _SHORTEST_PART = 2, 4
_OFTEN_MISSPELLED = ("corporation", "company", "limited", "incorporated", "aktiengesellschaft", "limitada")


@cache
def _trailing() -> dict[tuple[str, ...], tuple[str, str]]:
    forms: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in _FORMS.strip().splitlines():
        kinds, _, spellings = line.partition(": ")
        family, _, kin = kinds.partition(" ")
        for spelling in spellings.split("; "):
            words = tuple(plain(word) for word in fold(spelling).split())
            forms.setdefault(words, (family, kin))
    return forms


@cache
def _leading() -> dict[tuple[str, ...], tuple[str, str]]:
    single = {plain(fold(word)) for word in _LEADING.split()}
    return {words: form for words, form in _trailing().items() if len(words) > 1 or words[0] in single}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in _trailing())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _leading())


def strip(words: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return `words` without the legal forms at its ends, and those forms as (family, kin).

    At least one word stays, whatever it is: a company called ``Limited Co`` keeps ``limited``.
    """
    found: list[tuple[str, str]] = []
    while len(words) > 1 and (spelling := _match_end(words)) and len(spelling) < len(words):
        found.append(_trailing()[spelling])
        words = words[: -len(spelling)]
        while len(words) > 1 and words[-1] == "and":
            words = words[:-1]
    while len(words) > 1 and (size := _match_start(words)) and size < len(words):
        found.append(_leading()[tuple(words[:size])])
        words = words[size:]
    return words, found


def _match_end(words: list[str]) -> tuple[str, ...]:
    """Return the longest form that `words` end with, as the table spells it, or nothing."""
    if words[-1] not in _last_words():
        meant = _meant(words[-1])
        if not meant:
            return ()
        words = [*words[:-1], meant]
    table = _trailing()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        key = tuple(words[-size:])
        if key in table and not (size == 1 and key[0] in _NOT_TRAILING):
            return key if size > _MANY or len(words) <= _MANY else _misspelled(words) or key
    return ()


@cache
def _long_forms() -> dict[str, list[tuple[str, ...]]]:
    """Return the forms of three words and more by their last word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(_trailing(), key=lambda words: (-len(words), words)):
        if len(words) > _MANY and all(len(word) >= _SHORTEST_PART for word in words):
            found.setdefault(words[-1], []).append(words)
    return found


def _misspelled(words: list[str]) -> tuple[str, ...]:
    """Return the form of three words and more that `words` end with but for one slip (``joynt stock company``)."""
    from rapidfuzz.distance import OSA

    for form in _long_forms().get(words[-1], ()):
        if len(form) < len(words):
            unlike = [(one, other) for one, other in zip(form, words[-len(form) :], strict=True) if one != other]
            if len(unlike) == 1 and OSA.distance(*unlike[0], score_cutoff=1) == 1:
                return form
    return ()


@cache
def _slips() -> dict[str, str]:
    """Return the usual slips of the finger in short forms: a letter left out, doubled, swapped or hit beside."""
    meant: dict[str, str] = {}
    for form in _SHORT_FORMS:
        for place, letter in enumerate(form):
            before, after = form[:place], form[place + 1 :]
            slips = [before + after, before + letter + letter + after]
            slips.extend(before + near + after for near in _BESIDE.get(letter, ""))
            if after:
                slips.append(before + after[0] + letter + after[1:])
            for slip in slips:
                if len(slip) > 1 and slip not in _REAL_WORDS and (slip,) not in _trailing():
                    meant.setdefault(slip, form)
    return meant


@lru_cache(maxsize=16_384)
def _meant(word: str) -> str:
    """Return the long legal form that a last word misspells (``corporatioon``), or nothing."""
    if word in _slips():
        return _slips()[word]
    if len(word) < _SHORTEST_SLIP or not word.isalpha():
        return ""
    from rapidfuzz.distance import OSA

    for form in _OFTEN_MISSPELLED:
        most = 1 if len(form) < _LONG else _MOST_SLIPS
        if abs(len(form) - len(word)) <= most and OSA.distance(form, word) <= most:
            return form
    return ""


def _match_start(words: list[str]) -> int:
    if words[0] not in _first_words():
        return 0
    table = _leading()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if tuple(words[:size]) in table:
            return size
    return 0
