"""Which records are one company: names, domains, candidates, evidence, decision, clusters."""
