"""Legal forms of companies by family and kin, as `prospector.identity.legal` reads them.

Own table, compiled from the common abbreviations of company law by country. Spellings stand folded (`fold.fold`), so
``S.à r.l.`` is ``sarl``, with ``and`` for its translations. Each line begins with family and kin: forms of one kin are
spellings and varieties of one form of one law, forms of one family are translations or close kin of each other (an ``AG``
is a public company as a ``plc`` is); forms of different families in one country are different companies more often than
not. What says only that a company is being founded or wound up is of the family ``status``.
"""

FORMS = """
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
limited ltd: unlimited; unltd; dac; designated activity company; clg; company limited by guarantee; cyfyngedig
limited ltd: limited by guarantee; guarantee limited; smc pvt ltd; smc private limited; smc pvt limited; plt; soc ltd
limited ltd: nidhi ltd; private limited company; private limited liability company; unipessoal lda; unipessoal limitada
limited ltd: ltda me; ltda epp; me ltda; จำกัด
limited gmbh: gug; flexco; flexkapg; flexible kapitalgesellschaft; gmbh il; gmbh ig; gmbh igr; gmbh i gr; gmbh in grundung
limited gmbh: gesellschaft mit beschrankter haftung and co kg; sagl; societa a garanzia limitata
limited sarl: sa rl; selarl; selarlu; selas; selasu; scea; sarl au; suarl
limited srl: srl d; srld; srl unipersonale; srl a socio unico; srla socio unico; srl uninominale; srl cr; srlu; sarls
limited sl: sll; slp; slpu; slne; sl unipersonal; sociedad limitada nueva empresa; spr de rl; s de rl mi
limited aps: ohf; slf; osk; fmba; smba; anpartsselskabet; ans da
limited spzoo: sp z ooska; sp zoo ska; spolka z oo; sp z oo ska; sp z oo sk; sp z oo sp j; sp z oo spolka komandytowa
limited spzoo: spolka z ograniczona odpowiedzialnoscia spolka komandytowa; sp z oosk
limited sro: spol s ro; spol s rucenim omezenym; sro v likvidaci
limited doo: sh pk; shpk; drustvo s ogranicenom odgovornoscu za usluge
limited kft: nonprofit kft; kht; kkt; zhshs; mchzh; osoo
limited epe: monoprosopi ike; monoprosopi epe; ike monoprosopi; san and tic ltd sti; sanayi and ticaret limited sirketi
limited epe: sanayi and ticaret ltd sti; san tic limited sirketi; tic ltd sti; ticaret ltd sti; ticaret limited sirketi
limited epe: ltd sirketi; as ltd sti; koll sti; kom sti
limited kk: yuhancagimhosa; cong ty cp; 有限责任; 合資会社; 合名会社
limited fzco: fzc; establishment; co wll; company wll; company with limited liability; dh mm; dhmm
limited fzco: bam; mahduda
corporation corporation: pbc; public benefit corporation; ulc; unlimited liability company; incorporee; incorporated company
corporation corporation: national association; inc ltee; ltee inc
company company: senc; sencrl
public plc: cuideachta phoibli theoranta; pub ltd co; public ltd company; plc ltd
public ag: vvag; gag; ag il
public sa: sa a directoire; sa a conseil d administration; saci; sacif; saicf; saica; saicfi; sas esp; sa esp; sasesp
public sa: sofom enr; sofom; sa sofom enr; sa de cv sofom enr; sociedad anonima unipersonal; prosta spolka akcyjna
public sa: ska; spolka komandytowo akcyjna; sociedade anonima desportiva; sa a socio unico
public spa: spa a socio unico; spa unipersonale; societa per azioni a socio unico; oyj abp; oy ab; ab oy
public as: sanayi and ticaret as; san and tic as; sanayi as; ticaret as; san tic as; sha; ead; tic as
public ao: chao; chastnoe aktsionernoe obshchestvo; privatne aktsionerne tovarystvo; publichne aktsionerne tovarystvo
public ab: abee; aevbe; anonymos etairia; anonymi eteria; anonimi eteria
public tbk: มหาชน; จำกัดมหาชน; จำกัด มหาชน; sh ma; sh mm; shma; shmm; 股份
partnership lp: limited liability limited partnership
partnership kg: partnerschaft; partnerschaftsgesellschaft; partnerschaft mbb; partnerschaftsgesellschaft mbb; klg
partnership kg: kmg; gmbh and co kg il
partnership cv: gcv; scomm; sccl; spolka cywilna; sp p; spolka partnerska; vos
partnership cv: eterorrythmi etairia; omorrythmi etairia; 合伙企业; 普通合伙; 有限合伙
sole ek: kfr; e kfr; enk; nuf; tmi; fie; pfa; fop; sole trader ltd; individual entrepreneur
association ev: scio; cio; cic; community interest company; onlus; ry; mtu; 一般社団法人
association ev: 公益社団法人; 学校法人; 医療法人; 社会福祉法人
association ev: sadanbeobin; vsi; viesoji istaiga; ideell forening; association loi 1901
cooperative eg: crl; osuuskunta; druzstvo; kooperatifi; spoldzielnia; registrierte genossenschaft mit beschrankter haftung
cooperative eg: soc coop a rl; societa cooperativa a rl; soc coop arl; scarl onlus; sc coop
foundation stiftung: 一般財団法人; 公益財団法人; jadanbeobin; stichting administratiekantoor; zaklada; alapitvany
enterprise gup: anstalt des offentlichen rechts; korperschaft des offentlichen rechts; iks; statsforetak
status status: in liquidation; in liqu; in liq; en liquidation; in liquidazione; en liquidacion; em liquidacao; i likvidation
status status: under avvikling; w likwidacji; w upadlosci; v likvidaci; v konkurzu; u stecaju; v likvidacii; in administration
status status: under administration; in receivership; in insolvenz; in grundung; bv io; in oprichting
status status: en redressement judiciaire; deregistered; dissolved; now dissolved; a socio unico; unipersonale
"""

LEADING = """
ooo oao zao pao ao nao ip tov too pt kk gk yk ojsc cjsc pjsc jsc llc uab sia ab as sa spa srl sarl gmbh oy gup fgup mup
ano stichting stiftelsen stiftung fundacion fondation fondazione fundacao cia compania compagnie companhia ctcp sas sci
snc eurl sca ad dd ood eood pat prat doo kft aktiebolaget aktieselskabet
株式会社 有限会社 合同会社 주식회사 유한회사
jusikhoesa 株
ou vsi
"""
"""Single words that stand in front of names as well; spellings of several words may always stand in front."""

IN_FRONT_TEXT = """koninklijke koninklijk kgl kungl kungliga firma fima messrs phu fhu pphu ets etablissements shrka alshrka
mwssa บริษัท หจก"""
IN_FRONT = frozenset(IN_FRONT_TEXT.split())
"""Words in front that lists add and leave out: what a crown lends, and words for "firm"."""

LEADING_IF_ENDED = frozenset(("sc", "pt", "cv", "ud"))
"""Words that are a form in front only where another form stands at the end (``SC Nordhafen SRL``)."""
