"""How the demo's firm works its list: owners, lead definition, segments, playbooks. Pure data, put through the services."""

from __future__ import annotations

from datetime import date, timedelta

from prospector.demo.firm import COLD, FIRM, HANDLING, LIFTS, PUMPS
from prospector.model.lead import ROLES
from prospector.model.plan import PlanRecord
from prospector.workspace import Workspace

OWNERS = {"farmer": "inside sales", "closer": "field sales", "manager": "head of sales"}
LEAD = (
    "A lead is a company whose pain we can name, about which we know at least one fact with its source, and where we know "
    "whom to call."
)
CRITERIA = ("names a pain and a why", "at least 1 sourced fact", "has a person or switchboard")
SEGMENTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("machines in the north", f'country in SE,DE and sector in "{PUMPS}","{COLD}"', {
        "pain": "late visits cost penalties", "offer": "a month on two vans, then a price per technician",
        "proof": "a dealer with 70 technicians: a third fewer return visits", "channel": "phone"}),
    ("warehouses and doors", f'sector in "{HANDLING}","{LIFTS}"', {
        "pain": "inspections run late and are invoiced weeks later", "offer": "the inspection calendar first",
        "proof": "a door maker invoices on the day of the visit", "channel": "mail"}),
    ("everybody else", "name known", {"pain": "one dispatcher has the plan in one head"}),
)  # fmt: skip
PLAYBOOKS: dict[str, dict[str, str]] = {
    PUMPS: {
        "pains": "return visits for a missing part", "words": "call-out, first-time fix, standstill", "channel": "phone",
        "proof": "a dealer with 70 technicians: a third fewer return visits", "hours": "before eight, after three",
        "opener": "When a pump stands still, how often does the technician come back for a part?",
        "subject": "Return visits", "body": "What does a second visit cost you, and who counts them?"},
    COLD: {
        "pains": "nights and weekends break the plan of the day", "words": "on-call, leak check, F-gas", "channel": "phone",
        "proof": "a refrigeration firm plans its leak checks a quarter ahead", "hours": "early afternoon",
        "opener": "Who rebuilds the plan of the day after a night call?",
        "subject": "The plan after a night call", "body": "Who rebuilds it, and what waits meanwhile?"},
    HANDLING: {
        "pains": "one truck down, a whole shift waits", "words": "uptime, depot, inspection", "channel": "phone",
        "proof": "a truck dealer lends technicians between depots by plan", "hours": "before the early shift",
        "opener": "How do your depots lend each other technicians?", "subject": "Technicians between depots",
        "body": "Do they know of each other before the phone rings?"},
    LIFTS: {
        "pains": "inspections slip and are invoiced late", "words": "inspection, availability, tenant", "channel": "mail",
        "proof": "a door maker invoices on the day of the visit", "hours": "mid-morning",
        "opener": "Which inspections slipped last month, and who noticed first?", "subject": "Inspections that slip",
        "body": "Which ones slipped last month?"},
}  # fmt: skip
"""Laboratory equipment has none yet, so that there is something to write."""


def set_up(opened: Workspace, today: date) -> None:
    """Write plan, lead definition with its signatures, segments and playbooks; the review lies ahead of `today`."""
    strategy = opened.strategy
    strategy.save_plan(
        PlanRecord(
            firm=FIRM.name, offer=FIRM.offer, pain="; ".join(FIRM.pains), best_customer=FIRM.best_customer,
            cycle_weeks=FIRM.cycle_weeks, goal="four opportunities a quarter from names of our own",
            planned_by=OWNERS["farmer"], managed_by=OWNERS["manager"], measured_by="sales operations",
            review_on=(today + timedelta(days=60)).isoformat(), hours="Tue 09:00-10:30; Thu 14:00-15:00",
        )
    )  # fmt: skip
    strategy.definitions.write(LEAD, "\n".join(CRITERIA))
    for role in ROLES:
        strategy.definitions.sign(role, OWNERS[role])
    for name, rule, card in SEGMENTS:
        strategy.segments.save(name, rule, **card)
    for sector, texts in PLAYBOOKS.items():
        strategy.playbooks.save(sector, **texts)
