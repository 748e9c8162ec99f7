"""The services that hang off a workspace, each made when it is first used; `prospector.workspace` is the door to them.

The modules of this package are the places that say what each service is given, each building on the one before:
`outreach` (what is planned, done, promised, forbidden), `accounts`, `lists`, `exchange`.
"""
