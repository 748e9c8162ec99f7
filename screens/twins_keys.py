"""The keys of Twins and what its help says about them."""

from __future__ import annotations

from textual.binding import Binding

HELP = """
Pairs of companies that may be one. Nothing is merged unless you say so, and every
merge can be taken back exactly, months later too. An answered pair is not asked
again until something that was compared changes.

  =  both say so    ≠  they differ    ·  only one side knows
  Words that both names share are lit.

  =           same: the right one goes into the left one
  ~           related: parent, sister, franchise; stay two
  -           different: two companies
  z           later: asked again at the end, and next time
  enter, m    preview: choose field by field, then merge
  s           swap sides: the other one stays
  j k g G     next, before, first, last, without an answer
  ctrl+d/u    scroll a long pair
  M           what was merged; x there takes a merge back
  esc         back
"""

BINDINGS = (
    Binding("equals_sign", "answer('same')", "Same: merge right into left", id="twins.same", show=False),
    Binding("tilde", "answer('related')", "Related, but two", id="twins.related", show=False),
    Binding("minus", "answer('different')", "Different", id="twins.different", show=False),
    Binding("z", "answer('later')", "Later", id="twins.later", show=False),
    Binding("enter,m", "preview", "Preview the merge field by field", id="twins.preview", show=False),
    Binding("s", "swap", "Swap sides: who stays", id="twins.swap", show=False),
    Binding("j,down", "step(1)", "Next pair", id="twins.next", show=False),
    Binding("k,up", "step(-1)", "Pair before", id="twins.before", show=False),
    Binding("g,home", "step(-9999)", "First pair", id="twins.first", show=False),
    Binding("G,end", "step(9999)", "Last pair", id="twins.last", show=False),
    Binding("ctrl+d,pagedown", "scroll(1)", "Scroll down", id="twins.scroll_down", show=False),
    Binding("ctrl+u,pageup", "scroll(-1)", "Scroll up", id="twins.scroll_up", show=False),
    Binding("M", "merged", "What was merged, or back to the pairs", id="twins.merged", show=False),
    Binding("x", "unmerge", "Take the merge under the cursor back", id="twins.unmerge", show=False),
    Binding("escape", "back", "Back", id="twins.back", show=False),
)
