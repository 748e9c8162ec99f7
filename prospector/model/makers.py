"""Who does what the log tells: a person, or the machine on its own."""

HUMAN, MACHINE = "human", "machine"
