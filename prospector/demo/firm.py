"""The demo's selling firm and the companies it wants: all made up, every domain under ``.example`` (RFC 2606).

Companies have pains and people have roles; no personal name occurs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DemoFirm:
    """Who sells, in the words of the plan's four questions."""

    name: str
    domain: str
    offer: str
    """What it sells, in one line."""
    pains: tuple[str, ...]
    """What that cures, the sharpest first."""
    best_customer: str
    """Who the best customer is and why."""
    cycle_weeks: int
    """Length of a sales cycle in weeks."""


@dataclass(frozen=True, slots=True)
class DemoTarget:
    """One company worth having, with what the rep wrote down about it."""

    name: str
    domain: str
    """The domain the rep knows; one of them has moved since."""
    pain: str
    why: str
    place: str
    """Where it stands today: `active`, `bench` or `dropped`."""
    named_days_ago: int
    """Calendar days since it was named."""
    source: str
    """Where the name came from, as accounts keep it."""
    sector: str
    country: str
    """ISO 3166 alpha-2."""


@dataclass(frozen=True, slots=True)
class DemoVariant:
    """A name typed again in other letters, so that duplicate catching has something to show."""

    typed: str
    domain: str
    """The domain of the target it stands for."""
    typed_domain: str | None = None
    """What was typed as its website, as it was typed."""


PUMPS, COLD, HANDLING, LIFTS, LABS = (
    "pumps and compressors", "refrigeration", "intralogistics", "lifts and doors", "laboratory equipment",
)  # fmt: skip
OWN, EVENT, REFERRAL, REGISTRY, BOUGHT = "own naming", "event", "referral", "registry", "bought list"

FIRM = DemoFirm(
    name="Servilane",
    domain="servilane.example",
    offer="software that plans the working day of industrial service fleets: which technician, which van, which part",
    pains=(
        "technicians drive more hours than they repair",
        "the spare part is missing at the first visit",
        "maintenance contracts run late and are invoiced weeks after the work",
        "one dispatcher has the whole plan in one head",
    ),
    best_customer=(
        "a regional maker or dealer of compressors with 70 technicians in two countries: it pays a penalty for late "
        "visits, and its head of service owns both the problem and the budget"
    ),
    cycle_weeks=14,
)

TARGETS: tuple[DemoTarget, ...] = (
    DemoTarget(
        "Bergman Pumpar", "bergman-pumpar.example", "ageing pumps, every third visit ends without the spare part",
        "two vans a day pass our customer in Malmö", "active", 63, OWN, PUMPS, "SE",
    ),
    DemoTarget(
        "Druckluft Hansen", "druckluft-hansen.example", "the plan hangs on a magnet board in the dispatch office",
        "competes with our best customer and answers slower", "active", 63, OWN, PUMPS, "DE",
    ),
    DemoTarget(
        "Compresseurs Valmorin", "valmorin.example", "leak checks required by law are done late and written up by hand",
        "met their head of service at the Lyon fair", "active", 63, EVENT, PUMPS, "FR",
    ),
    DemoTarget(
        "Thornley Pumps", "thornley-pumps.example", "water companies fine them for call-outs over four hours",
        "they publish the four-hour promise on their site", "active", 63, OWN, PUMPS, "GB",
    ),
    DemoTarget(
        "Frostvik Kylteknik", "frostvik-kyl.example", "on-call nights are paid twice because two vans drive out",
        "our customer in Gothenburg knows their service manager", "active", 63, REFERRAL, COLD, "SE",
    ),
    DemoTarget(
        "Kältebau Reinsberg", "kaeltebau-reinsberg.example", "emergency calls tear the maintenance plan apart weekly",
        "hiring six technicians since spring", "active", 63, OWN, COLD, "DE",
    ),
    DemoTarget(
        "Froid Armorique", "froid-armorique.example", "fishing ports call at night and nobody knows who is nearest",
        "covers the same coast as a customer of ours", "active", 63, OWN, COLD, "FR",
    ),
    DemoTarget(
        "Coldharbour Refrigeration", "coldharbour-refrigeration.example", "refrigerant records take an hour per visit",
        "new supermarket contract needs weekly proof of visits", "active", 63, REGISTRY, COLD, "GB",
    ),
    DemoTarget(
        "Polarlager Spree", "polarlager-spree.example", "cold stores wait days for a door or a compressor",
        "stood next to us at the Berlin food fair", "active", 63, EVENT, COLD, "DE",
    ),
    DemoTarget(
        "Nordhafen Logistik", "nordhafen-logistik.example", "crane service for six terminals from one phone",
        "terminal operators ask them for response times in writing", "active", 63, OWN, HANDLING, "DE",
    ),
    DemoTarget(
        "Manutention Gerland", "manutention-gerland.example", "rental trucks come back without their inspection",
        "named by the head of service at Valmorin", "active", 63, REFERRAL, HANDLING, "FR",
    ),
    DemoTarget(
        "Hebewerk Isartal", "hebewerk-isartal.example", "yearly truck inspections slip into the next quarter",
        "dealer of the brand our customer in Ulm sells", "active", 56, OWN, HANDLING, "DE",
    ),
    DemoTarget(
        "Truckpartner Mälardalen", "truckpartner-malardalen.example", "three depots plan alone and lend nobody",
        "opened a third depot in Eskilstuna", "active", 56, OWN, HANDLING, "SE",
    ),
    DemoTarget(
        "Fördertechnik Lohmar", "foerdertechnik-lohmar.example", "conveyor stops at parcel hubs cost by the minute",
        "parcel hubs are our best reference", "active", 56, BOUGHT, HANDLING, "DE",
    ),
    DemoTarget(
        "Aufzug Brandtner", "aufzug-brandtner.example", "monthly lift checks in 2,000 houses planned in a spreadsheet",
        "largest independent lift service in southern Bavaria", "active", 56, BOUGHT, LIFTS, "DE",
    ),
    DemoTarget(
        "Ascenseurs Belcour", "ascenseurs-belcour.example", "the six-week check is a legal duty and 8% are late",
        "tenants' unions write about their delays", "active", 56, OWN, LIFTS, "FR",
    ),
    DemoTarget(
        "Tynegate Industrial Doors", "tynegate-doors.example", "fitters and service share vans and fight over them",
        "fits doors for two customers of ours", "active", 56, OWN, LIFTS, "GB",
    ),
    DemoTarget(
        "Laborgeräte Wiesenau", "laborgeraete-wiesenau.example", "calibration dates are kept by customer, not by route",
        "hospitals in Berlin renew contracts in autumn", "active", 56, REGISTRY, LABS, "DE",
    ),
    DemoTarget(
        "Hisskompaniet Öresund", "hisskompaniet.example", "two people answer the phone and drive the van",
        "near the Malmö office", "dropped", 56, OWN, LIFTS, "SE",
    ),
    DemoTarget(
        "Kolbenwerk Rheinau", "kolbenwerk-rheinau.example", "2,400 people and five service regions without one plan",
        "everybody knows the name", "bench", 56, BOUGHT, PUMPS, "DE",
    ),
    DemoTarget(
        "Peakline Handling", "peakline-handling.example", "breakdown cover sold faster than engineers are hired",
        "took over a rival's service contracts in March", "active", 35, OWN, HANDLING, "GB",
    ),
    DemoTarget(
        "Portes Vercors", "portes-vercors.example", "fire doors need a yearly proof of test",
        "subcontractor of Belcour", "bench", 21, REGISTRY, LIFTS, "FR",
    ),
    DemoTarget(
        "Autoclaves Jurade", "autoclaves-jurade.example", "steriliser checks are booked by fax",
        "one of four makers in the country", "bench", 21, OWN, LABS, "FR",
    ),
    DemoTarget(
        "Cairnmoor Instruments", "cairnmoor-instruments.example", "engineers fly to islands and lack the one seal",
        "their operations lead spoke about travel costs on a panel", "active", 14, EVENT, LABS, "GB",
    ),
)  # fmt: skip

TYPED_TWICE: tuple[DemoVariant, ...] = (
    DemoVariant("Nordhafen Logistik GmbH", "nordhafen-logistik.example"),
    DemoVariant("BERGMAN PUMPAR AB", "bergman-pumpar.example", "https://www.bergman-pumpar.example/kontakt?ref=mail"),
    DemoVariant("Kaeltebau Reinsberg", "kaeltebau-reinsberg.example"),
    DemoVariant("Thornley Pumps Ltd.", "thornley-pumps.example", "HTTP://THORNLEY-PUMPS.EXAMPLE:80/"),
    DemoVariant("Ets. Compresseurs Valmorin SAS", "valmorin.example"),
)
"""Names typed a second time, each meaning a target above."""


def profile_toml() -> str:
    """Return the firm's ideal customer profile as the TOML text that ships with the demo."""
    return files("prospector.demo").joinpath("profile.toml").read_text("utf-8")


def target(domain: str) -> DemoTarget:
    """Return the target known by `domain`. Raises KeyError when the demo has none."""
    for one in TARGETS:
        if one.domain == domain:
            return one
    raise KeyError(domain)
