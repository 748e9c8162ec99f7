from textual.app import App
from textual.geometry import Region

from screens.show import cells
from screens.widgets.drawn import next_seen
from screens.widgets.rows import BLANK, Column, Lines, Row, heading, layout, marked
from screens.widgets.table import Table

COLUMNS = (Column("name", 10, grow=1), Column("n", 6, right=True), Column("more", 20, drop=1))


class Many:
    """A hundred thousand rows that are made when they are asked for."""

    def __init__(self, count):
        self.count = count
        self.made = 0

    def __len__(self):
        return self.count

    def __getitem__(self, at):
        if not 0 <= at < self.count:
            raise IndexError(at)
        self.made += 1
        return Row(f"k{at}", (f"Company {at}", str(at), "…"))


class Shown(App[None]):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows
        self.heard = []

    def compose(self):
        yield Table(COLUMNS, id="t")

    def on_mount(self):
        self.query_one(Table).show(self.rows)
        self.query_one(Table).focus()

    def on_table_opened(self, event):
        self.heard.append(event.key)


def lines(app):
    table = app.query_one(Table)
    return [table.render_line(y).text for y in range(table.size.height)]


async def test_headings_can_not_be_selected_and_keys_move():
    rows = [heading("Due"), Row("a", ("A", "1")), BLANK, heading("Coming"), Row("b", ("B", "2")), Row("c", ("C", "3"))]
    app = Shown(rows)
    async with app.run_test(size=(60, 12)) as pilot:
        table = app.query_one(Table)
        assert table.key == "a"
        await pilot.press("j")
        assert table.key == "b"
        await pilot.press("k", "k")
        assert table.key == "a"
        await pilot.press("G")
        assert table.key == "c"
        await pilot.press("g", "down", "enter")
        await pilot.pause()
        assert app.heard == ["b"]
        assert [line for line in lines(app) if line.startswith("▌")]


async def test_a_hundred_thousand_rows_are_made_only_where_they_are_seen():
    rows = Many(100_000)
    app = Shown(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Table)
        made = rows.made
        await pilot.press("ctrl+d", "ctrl+d", "j")
        assert rows.made - made < 2_000
        await pilot.press("G")
        await pilot.pause()
        assert table.key == "k99999"
        assert any("Company 99999" in line for line in lines(app))
        await pilot.press("g")
        await pilot.pause()
        assert "Company 0 " in lines(app)[1]


async def until(pilot, condition):
    for _ in range(2_000):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come true")


async def test_what_the_next_key_shows_is_made_before_it_is_pressed():
    made: list[int] = []
    read: list[int] = []
    keys = [f"k{at}" for at in range(10_000)]

    def make(at):
        made.append(at)
        return Row(keys[at], (f"Company {at}",))

    rows = Lines(keys, make, read=read.extend)
    app = Shown(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Table)
        first = range(table.size.height)

        def is_ahead():
            top, height = round(table.scroll_y), table.size.height - 1
            return all(table._drawn.has(at) for at in next_seen(top, height, len(rows)))

        for key in ("ctrl+d", "G", "g", "ctrl+d", "ctrl+d", "ctrl+u"):
            await until(pilot, is_ahead)
            await pilot.press(key)
        assert {15, 40, 9_985} <= set(made)
        assert set(made) <= {*first, *read}, "made while somebody waited"
        assert len(made) < 500


async def test_lines_that_were_drawn_before_are_those_that_would_be_drawn_now():
    def rows(word):
        return [Row(f"k{at}", (f"{word} {at}", str(at), ("ok", "good"))) for at in range(60)]

    app = Shown(rows("Company"))
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Table)

        def same():
            size = table.outer_size
            kept = [strip.text for strip in table.render_lines(Region(0, 0, *size))]
            assert kept == [table.render_line(y).text.ljust(size.width) for y in range(size.height)]
            return kept

        await pilot.press("j", "ctrl+d", "ctrl+d", "k", "g")
        assert same()[1].startswith("▌ Company 0")
        table.show(rows("Another"), found="other")
        assert "Another 3" in same()[4]
        lit = table.render_lines(Region(0, 4, 80, 1))[0]
        assert "other" in [segment.text for segment in lit]
        table.set_columns(COLUMNS[:1])
        assert " 3  ok" not in same()[4]
        app.set_focus(None)
        await pilot.pause()
        assert same()[1].startswith("▏ Another 0")
        colours = {str(segment.style) for segment in table.render_lines(Region(0, 2, 80, 1))[0]}
        app.theme = "textual-light"
        await pilot.pause()
        same()
        assert colours != {str(segment.style) for segment in table.render_lines(Region(0, 2, 80, 1))[0]}
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        same()


async def test_cursor_stays_on_its_row_when_rows_change():
    app = Shown([Row(key, (key.upper(),)) for key in "abcd"])
    async with app.run_test(size=(40, 8)) as pilot:
        table = app.query_one(Table)
        await pilot.press("j", "j")
        table.show([Row(key, (key.upper(),)) for key in "cab"])
        assert table.key == "c"
        table.show([Row(key, (key.upper(),)) for key in "xy"])
        assert table.key == "x"
        table.show([])
        assert table.key == ""
        await pilot.press("j", "G", "enter", "ctrl+d")
        table.show([Row("z", ("Z",))])
        assert table.key == "z"


async def test_cursor_stays_in_sight_through_a_storm_of_resizes():
    app = Shown([Row(str(at), (f"Row {at}",)) for at in range(300)])
    async with app.run_test(size=(80, 24)) as pilot:
        table = app.query_one(Table)
        table.select("250")
        for step in range(20):
            await pilot.resize_terminal(40 + step * 3, 8 + step % 15)
            await pilot.pause()
            assert any("Row 250" in line for line in lines(app))


async def test_click_selects_and_double_click_opens():
    app = Shown([Row(key, (key.upper(),)) for key in "abcd"])
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(Table, offset=(5, 3))
        assert app.query_one(Table).key == "c"
        await pilot.click(Table, offset=(5, 2), times=2)
        await pilot.pause()
        assert app.heard == ["b"]


def test_lines_are_exactly_as_wide_as_the_columns_even_with_wide_letters():
    for width in (30, 44, 80, 120):
        fitted = layout(COLUMNS, width)
        assert sum(room for *_, room in fitted) + 2 * (len(fitted) - 1) <= width - 2
    assert [column.title for _, column, _ in layout(COLUMNS, 30)] == ["name", "n"]
    assert [column.title for _, column, _ in layout(COLUMNS, 60)] == ["name", "n", "more"]


def test_found_words_are_lit_without_regard_to_case_and_accents():
    assert marked("Kältebau", "", "KALTE") == [("", ""), ("Kälte", "found"), ("bau", "")]
    assert marked("Groß AG", "dim", "gross") == [("Groß AG", "dim")]
    assert marked("Acme", "dim", "") == [("Acme", "dim")]
    assert cells("Kälte") == 5
