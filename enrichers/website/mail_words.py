"""What stands before and after the @ of mailboxes: desks, free providers, made-up hosts, names of people."""

from __future__ import annotations

from enrichers.website.words import word_set

MADE_UP = word_set(
    """
    example.com example.org example.net example.de domain.com domain.tld yourdomain.com yoursite.com yourcompany.com
    company.com email.com mysite.com website.com test.com site.com sentry.io wixpress.com mail.com address.com
    domein.nl domaine.fr beispiel.de musterfirma.de dominio.com
    """
)
FREE = word_set(
    """
    gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.co.in ymail.com hotmail.com
    hotmail.co.uk hotmail.fr hotmail.it hotmail.nl outlook.com live.com live.nl msn.com aol.com icloud.com me.com
    mac.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de online.de orange.fr wanadoo.fr free.fr
    laposte.net sfr.fr libero.it tiscali.it virgilio.it alice.it tin.it planet.nl hetnet.nl home.nl ziggo.nl
    kpnmail.nl xs4all.nl telenet.be skynet.be bluewin.ch comcast.net verizon.net att.net sbcglobal.net cox.net
    earthlink.net bellsouth.net btinternet.com btconnect.com mail.ru yandex.ru rambler.ru bk.ru list.ru inbox.ru
    ukr.net seznam.cz wp.pl onet.pl o2.pl interia.pl proton.me protonmail.com qq.com 163.com 126.com rediffmail.com
    """
)
ROLES = word_set(
    """
    info information infos hello hi hallo hey hola ciao bonjour contact contacts contactus kontakt kontakti contacto
    contatti contatto contato ota yhteys office buero buro bureau biuro kancelaria kancelar sekretariat sekretariaat
    secretary secretariat secretaria segreteria reception receptie rezeption empfang zentrale sales sale vertrieb
    verkauf verkoop ventes vente vendas ventas vendite commercial commerciale comercial handel handlowy sprzedaz
    forsaljning salg myynti shop store webshop onlineshop eshop boutique tienda negozio winkel butik order orders
    bestellung bestellungen bestelling pedidos ordini ordre zakaz support supports help helpdesk service services
    servicedesk serwis assistance assistenza soporte klantenservice kundenservice kundendienst kundtjanst
    kundservice kundeservice customerservice customercare customersupport customer customers care client clients
    cliente clienti clientes asiakaspalvelu techsupport tech technical technik press presse prensa stampa pers media
    mediainquiries newsroom pr marketing communication communications kommunikation comunicacion comunicazione
    publicrelations jobs job career careers karriere bewerbung bewerbungen recruiting recruitment recruiter hr
    humanresources personal personnel rekrytering rekrutacja praca empleo empleos lavoro lavoraconnoi vacature
    vacatures werkenbij talent stage rh recrutement curriculum cv hiring work admin administration administracion
    administrativo amministrazione administratie verwaltung post mail mailbox email web website webmaster postmaster
    hostmaster billing invoice invoices rechnung rechnungen buchhaltung accounting accounts account accountspayable
    faktura fakturor facturation factuur finance finances compras einkauf purchasing procurement inkoop acquisti
    payments ar ap privacy datenschutz dataprotection dpo gdpr rgpd dsgvo legal compliance security abuse noc
    imprint impressum team crew we us all general generale algemeen direction direzione direccion management
    ceo-office board investors investor ir investorrelations aktien partner partners partnership partnerships b2b
    business wholesale export import retail dealer dealers reseller affiliates affiliate franchise vendor vendors
    enquiries enquiry inquiries inquiry anfrage anfragen request requests demande richiesta quote quotes offerte
    offer offers preventivi devis angebot angebote estimate estimates booking bookings reservation reservations
    reservierung reservierungen prenotazioni reserva reservas events event veranstaltung appointments appointment
    termin termine feedback complaints complaint reklamation reclamaciones questions question ask news newsletter
    subscribe editorial editor redaktion redaction redazione redactie redaccion membership members member donations
    donate volunteer education training academy school university studio hotel restaurant kitchen praxis practice
    clinic dental warehouse lager logistics logistik shipping delivery dispatch dispo spedition transport returns
    return retouren warranty garantie parts ersatzteile rma licensing license permissions copyright rights
    international global worldwide europe emea apac usa uk corporate company firma firm firmy group holding
    headquarters hq main solutions products product projects project projekt projekte development dev developers api
    engineering it research lab labs design production produktion digital online internet social community connect
    start go join welcome getintouch talk speak call letstalk meet advertising advertise ads anzeigen werbung
    sponsoring sponsorship opt-out optout unsubscribe remove whistleblower ethics safety quality qm environment
    disastersupport desk live chat bot system notifications hotline servis reklamace podpora obchod zapros priem
    magazin zakupki sekretar reklama pressa kadry buh otdel director-office
    """
)
DESKS = word_set(
    """
    hej hei moin salut ahoj czesc accueil sav standard astreinte depannage depannages intervention interventions atelier
    werkstatt werkstad verkstad leitstand leitstelle leitwarte disposition disponent einsatzleitung einsatz notdienst
    stoerung stoerungen stoerdienst notruf pannendienst breakdown breakdowns callout callouts workshop jour felanmalan
    vaxel reception orderkontor inkop ekonomi okonomi regnskab bogholderi kantoor planning boekhouding ricambi officina
    ufficio uffici recambios taller oficina oficinas centralita gerencia calidad pedido zamowienia ksiegowosc bok sklep
    faktury ucetni objednavky eingang posteingang zentral vermietung miete mieten verleih hire rental rentals devis
    location locations compta comptabilite achats emploi candidature candidatures technique techniques maintenance
    wartung instandhaltung montage technik entwicklung konstruktion schulung schulungen akademie labor formation
    formations vorstand hauptverwaltung niederlassung filiale kundencenter auftrag auftraege versand teile teiledienst
    beratung planung projektleitung verkaufsbuero geschaeftsleitung geschaeftsfuehrung sekr dokumentation
    storing storingen storingsdienst spoed emergency emergencies nodsituatie urgence urgences guardia averias
    geral atendimento suporte loja apoio financeiro qualidade pecas obra obras encomendas
    bilgi satis destek iletisim muhasebe ihracat teklif siparis musteri satinalma
    prodej objednavky fakturace recepce vyroba nabidky poptavka predaj vyroba dilna
    iroda ertekesites ugyfelszolgalat rendeles szerviz vanzari contabilitate comenzi relatii
    toimisto huolto laskut tilaukset vaihde neuvonta palvelu kirjaamo varaosat tuki varaukset
    kontor kundcenter salj saljare orderavdelning reservdelar firmapost postmottak resepsjon regnskap verksted
    vaerksted reservedele bogholderiet klantenservice bestellingen algemeen secretariaat balie magazijn
    qualita tecnico officine acquisti atencion atencionalcliente pedidos repuestos almacen obras
    commandes comptoir magasin entrepot expedition bureau kefu xiaoshou shangwu zakaz prodazhi
    eigyo soumu saiyo toiawase madoguchi koho jinji otoiawase
    verhuur onthaal winkel receptie directie boekingen reserveringen transport techniek projecten calculatie expeditie
    titkarsag ugyfel uzlet szamlazas penzugy megrendeles ajanlat palyazat karrier
    salg booking butikk kundesenter lager faktura bestilling skadeservice vakt vakttelefon utleie
    hyr uthyrning bokning kundservice reklamation ekonomi rekrytering
    myymala asiakaspalvelu tarjoukset rekry tyopaikat varaus
    wynajem rezerwacja rezerwacje reklamacje rekrutacja produkcja marketing eksport import dyrekcja zaopatrzenie transport
    pujcovna rezervace reklamace ucetni vedeni technik doprava sekretariat sekretarka
    aluguer reservas comercial assistencia recrutamento direcao secretaria orcamentos exportacao financeira rececao
    alquiler reservas exportacion presupuestos facturacion administracion direccion secretaria clientes
    noleggio prenotazioni preventivi esportazione ordini assistenza direzione segreteria fatturazione magazzino
    rezervari vanzari comercial birou secretariat productie achizitii
    satis servis muhasebe rezervasyon kariyer
    prodaja narocila racunovodstvo tajnistvo nabava servis uprava ured
    pardavimai uzsakymai buhalterija pardosana muuk raamatupidamine teenindus
    pwliseis poliseis promithies logistirio grammateia
    """
)
"""Further desks that count as whole words only, for names begin or end with them."""
GIVEN_NAMES = word_set(
    """
    mark will bill grace rose frank hope faith grant drew chase miles summer dawn joy amber ruby pearl jack josh
    dean dale glen heath lance chip norm rich rick rusty sandy sunny iris ivy lily daisy violet holly april june
    august angel christian earnest guy jean marina roman victor viola wolf stern fink bruno marc erik karin carina
    carol eric peter paul maria anna
    """
)
