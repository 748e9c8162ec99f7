"""Which structured nodes speak of the company whose site this is, and how their values are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.entities import codepoint2name
from typing import Any

from enrichers.website.fitting import fit
from enrichers.website.site import registrable
from enrichers.website.snapshot import PASSAGE_LIMIT, Item, Snapshot
from enrichers.website.words import word_set

_COMPANY = word_set(
    """
    Organization Corporation LocalBusiness OnlineBusiness OnlineStore NGO EducationalOrganization
    NewsMediaOrganization GovernmentOrganization MedicalOrganization Airline LibrarySystem PerformingGroup
    SportsOrganization Consortium FundingScheme ResearchOrganization Project WorkersUnion PoliticalParty
    CollegeOrUniversity School HighSchool Preschool Restaurant Store Brand ProfessionalService LegalService Attorney
    Notary Dentist Physician MedicalClinic Hospital Pharmacy VeterinaryCare Hotel Motel BedAndBreakfast Hostel
    LodgingBusiness Resort Campground AutomotiveBusiness AutoDealer AutoRepair AutoRental AutoBodyShop
    AutoPartsStore MotorcycleDealer GasStation HomeAndConstructionBusiness GeneralContractor Electrician
    HVACBusiness HousePainter Locksmith MovingCompany Plumber RoofingContractor FinancialService AccountingService
    BankOrCreditUnion InsuranceAgency RealEstateAgent TravelAgency FoodEstablishment Bakery BarOrPub Brewery
    CafeOrCoffeeShop Winery Distillery HealthAndBeautyBusiness BeautySalon DaySpa HairSalon HealthClub NailSalon
    TattooParlor EntertainmentBusiness SportsActivityLocation ExerciseGym EmploymentAgency ChildCare
    DryCleaningOrLaundry SelfStorage RecyclingCenter Library RadioStation TelevisionStation ShoppingCenter BikeStore
    BookStore ClothingStore ComputerStore ElectronicsStore Florist FurnitureStore GardenStore GroceryStore
    HardwareStore HobbyShop HomeGoodsStore JewelryStore LiquorStore MensClothingStore MobilePhoneStore
    MovieRentalStore MusicStore OfficeEquipmentStore OutletStore PetStore ShoeStore SportingGoodsStore TireShop
    ToyStore WholesaleStore ConvenienceStore DepartmentStore IndustrialService
    """
)
_PLAIN = frozenset(
    {"Organization", "Corporation", "LocalBusiness", "Brand", "OnlineBusiness", "Project", "ProfessionalService"}
)
_OTHERS = word_set(
    """
    publisher author provider seller worksFor sponsor itemReviewed hiringOrganization brand manufacturer memberOf
    affiliation funder organizer performer creator copyrightHolder sourceOrganization parentOrganization
    subOrganization department member review reviews alumniOf offeredBy recognizedBy customer client award
    sharedContent mentions about isRelatedTo location
    """
)
_CROWD = 3
_CODED = 2
_FIT = 0.6
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def texts(value: Any) -> Iterator[str]:
    """Yield the texts of a property that may be a text, a number, a node with a name or value, or a list of them."""
    if isinstance(value, str):
        if text := readable(value):
            yield text
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        yield str(int(value)) if float(value).is_integer() else str(value)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        yield from texts(value.get("@value") or value.get("name") or value.get("@id"))


def readable(raw: str) -> str:
    """Return a text of structured data as it is meant: entities (often coded twice) undone, blanks single."""
    text = raw
    for _ in range(_CODED):
        if "&" not in text:
            break
        text = unescape(text)
    return " ".join(text.split())


def first(value: Any) -> str:
    """Return the first text of a property, empty when there is none."""
    return next(texts(value), "")


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a property that may be one or many."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield part


def quote(item: Item, value: str) -> str:
    """Return `value` as it stands in the markup of `item` (JSON escapes and slashes included)."""
    if not item.source or value in item.source:
        return value[:PASSAGE_LIMIT]
    value = next((raw for raw in _raw_texts(item.props) if readable(raw) == value), value)
    for written in (value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]):
        for shape in (written, written.replace("/", "\\/")):
            if shape in item.source:
                return shape[:PASSAGE_LIMIT]
    found = re.search("".join(_spellings(letter) for letter in value[:PASSAGE_LIMIT]), item.source)
    return (found.group() if found else value)[:PASSAGE_LIMIT]


def _spellings(letter: str) -> str:
    """Return the pattern of the ways in which JSON and HTML may write one letter: plain, escaped, as an entity."""
    if letter.isspace():
        return r"(?:\s|\\[nrt]|&nbsp;)+"
    code = ord(letter)
    shapes = [
        re.escape(letter),
        rf"\\{re.escape(letter)}",
        rf"(?i:\\u{code:04x})",
        f"&#0*{code};",
        f"(?i:&#x0*{code:x};)",
    ]
    name = codepoint2name.get(code)
    return f"(?:{'|'.join([*shapes, f'&{name};'] if name else shapes)})"


def _raw_texts(value: Any) -> Iterator[str]:
    """Yield all texts of a node as they were written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _raw_texts(part)


def is_company_type(types: Sequence[str]) -> bool:
    """Return whether one of the schema.org `types` is an organisation or one of its subtypes."""
    return any(kind in _COMPANY or kind.endswith(("Organization", "Business", "Store")) for kind in types)


def industry(types: Sequence[str]) -> str:
    """Return the words of a schema.org subtype that tells the trade (``Dentist``), empty for general types."""
    for kind in types:
        if kind in _COMPANY and kind not in _PLAIN and not kind.endswith("Organization"):
            return _CAMEL.sub(" ", kind)
    return ""


def company_nodes(snapshot: Snapshot, domain: str) -> list[Item]:
    """Return the organisation nodes of the page that are the company itself.

    A node is ours when its own url, @id or logo stands on this site, or when its name fits the domain; a nameless node of
    nowhere counts only when it is not one of a crowd. Nodes that hang as publisher, seller, author... of something need one
    of the first two.
    """
    candidates = [item for item in snapshot.items if is_company_type(item.types)]
    names = {first(item.props.get("name")).casefold() for item in candidates} - {""}
    crowd = len(names) > _CROWD
    found = [item for item in candidates if _ours(item, domain, crowd=crowd)]
    ids = {item.props.get("@id") for item in found if isinstance(item.props.get("@id"), str)}
    return (
        found + [item for item in candidates if item.props.get("@id") in ids and item not in found]
        if ids - {None}
        else found
    )


def _ours(item: Item, domain: str, *, crowd: bool) -> bool:
    name = first(item.props.get("name"))
    hosts = {registrable(url) for key in ("url", "@id", "logo") for url in _urls(item.props.get(key))} - {None}
    fits = bool(name) and fit(name, domain) >= _FIT
    if item.method in ("state", "microformat"):
        mail = first(item.props.get("email"))
        return fits or registrable(mail.partition("@")[2]) == domain
    if item.parent in _OTHERS:
        return fits or (
            registrable(first(item.props.get("url"))) == domain and item.parent in ("publisher", "provider", "seller")
        )
    if "Brand" in item.types:
        return fits
    own = registrable(first(item.props.get("url")))
    if own and own != domain:
        return fits
    if crowd and not fits:
        return False
    return domain in hosts or fits or (not hosts and not item.parent and not crowd)


def _urls(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            yield from (url for key in ("url", "@id", "contentUrl") if isinstance(url := part.get(key), str))
