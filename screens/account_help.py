"""What `?` says in the Account place."""

HELP = """
One company: what you understand of it, what stands in the way, who is there,
what was done, and what its sources say with the proof. The second line shows
what is known before a first touch, and what the next stage still wants.

  tab         next pane
  j k g G     move
  enter       open what is under the cursor
  e           edit it
  +           add to the pane: why now, evidence, a contact
  x           drop the company, with a reason; a contact or a
              reason why now under the cursor is taken away
  >           stage: what each wants, and the move
  h           hand over: packet, offer, accept, return, recycle
  L           obstacles as BANT, as MEDDIC: the same evidence
  b           the brief; tab turns to the call sheet
  c           call: the call sheet beside the keys for what happened
  a           log a touch: channel, outcome, enter
  s           next step: enter takes it, a day bends it
  z           put it off, with a reason that is counted
  t           short-term or long-term, with what follows
  .           the last touch, snooze or horizon again
  M  D        draft a message; drafts that wait
  !           never contact, or allow it again; in people:
              this person
  w           why this score, criterion by criterion
  d           who is it: what sources propose, compared
  r           research it (R the whole list, R again stops)
  y           copy: y domain, p phone, e e-mail, b brief, l link
  o           open the website
  esc         back to where you came from

Obstacles
  ? unknown   ○ open   ✓ cleared   ✗ blocking
  ◔ faded: open again, what cleared it is too old

Timeline
  ● somebody was reached   ○ nobody was   » stage
  ◆ evidence   ◇ why now   ⇄ hand-over   → next step
  ⧗ put off   - other acts   + named

Claims
  enter, p    proof of the value: every claim, page, passage
  =  -        it is right, it is wrong (_ asks why): counts
              for its source
  P           show it whatever others say; takes a suggestion →
  i           type the value of any field; research keeps it
  ✓ typed or confirmed by a person   ≠ says otherwise
  → suggested beside it   +1 more independent sources
  ◔ ageing   ◕ stale: research reads it again first
"""
