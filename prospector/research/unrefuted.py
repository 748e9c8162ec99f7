"""What a person refuted counts for nothing: the condition for questions that count or list claims in the store."""

UNREFUTED = (
    "NOT EXISTS (SELECT 1 FROM claim_check k WHERE k.account_id = c.account_id AND k.field = c.field "
    "AND k.value = c.value AND k.answer = 'refuted')"
)
"""Leaves out the claims `c` whose very value was refuted."""
