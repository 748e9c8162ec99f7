"""Questions that jog the memory while twenty companies are written down."""

from __future__ import annotations

PROMPTS = (
    "Who competes with your two best customers?",
    "Which company did you lose last year, and what has changed there since?",
    "Who did you meet at the last trade fair and never call?",
    "Which firm near your best customer has the same machines, people or problem?",
    "Who just hired for the job that your product makes easier?",
    "Which supplier of your customers is growing faster than they are?",
    "Who complained in public about the pain you cure?",
    "Which company moved, merged or opened a site this year?",
    "Where does a former contact of yours work today?",
    "Which name do your colleagues in service mention again and again?",
    "Who asked for a quote and went silent?",
    "Which company is the leader of a sector you already know well?",
    "Who is the second in that sector, and wants to be first?",
    "Which customer of a competitor is unhappy?",
    "Who would your best customer recommend you to, if you asked?",
    "Which company spends the most on doing by hand what you automate?",
    "Who has a new head of the department you sell to?",
    "Which firm do you drive past on the way to a customer?",
    "Who has a rule, an audit or a deadline coming that you help with?",
    "Which company would make your list look bolder?",
)


def prompt_for(slot: int) -> str:
    """Return the question for a slot, counted from 1."""
    return PROMPTS[(slot - 1) % len(PROMPTS)]
