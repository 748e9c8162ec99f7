"""What the documents say about commands, options, variables, files and pictures is there."""

import re
import shlex
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import typer

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
WRITTEN = [page for page in PAGES if page.name != "commands.md"]
MOST_PICTURE_BYTES = 150_000
FIGURES = "## Figures"
"""Below stand the options of benchmarks."""
ENDS = {";", "&&", "||", "|"}


@pytest.fixture(scope="module")
def generator():
    spec = spec_from_file_location("documented_commands", ROOT / "docs" / "commands.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def parser(generator):
    return generator.root()


def test_the_page_of_commands_is_what_the_commands_say(generator):
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == generator.page(), "python docs/commands.py"


def test_no_help_calls_a_value_by_the_type_it_is_read_into(generator, parser):
    for command in generator.every(parser):
        context = command.parser.context_class(command.parser)
        said = [record[0] for one in command.parser.params if (record := one.get_help_record(context))]
        assert [one for one in said if "<" in one or "list[" in one] == [], command.name


def shell_lines(text):
    """Return the words of every command in blocks marked `sh`."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words: list[str] = []
            lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            for word in lexer:
                if word in ENDS:
                    yield words
                    words = []
                else:
                    words.append(word)
            yield words


def prospect(words):
    """Return the arguments of a call of `prospect`, None for any other one; a path or a variable may stand before it."""
    while words and re.fullmatch(r"\w+=.*", words[0]):
        words = words[1:]
    if not words or Path(words[0]).name != "prospect":
        return None
    return [word for word in words[1:] if word != "..."]


def parse(parser, words, called):
    """Let the real parser read the words, without running anything."""
    context = parser.make_context(called, list(words))
    rest = [*getattr(context, "_protected_args", []), *context.args]
    if rest and getattr(parser, "commands", None):
        name, inner, after = parser.resolve_command(context, rest)
        parse(inner, after, f"{called} {name}")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_command_in_a_block_is_understood(page, parser):
    for words in shell_lines(page.read_text(encoding="utf-8")):
        given = prospect(words)
        if given is None or given[:1] in ([], ["--version"], ["--db"]) or "--help" in given or "COMMAND" in given:
            continue
        try:
            parse(parser, given, "prospect")
        except typer.Exit:
            continue
        except Exception as error:  # noqa: BLE001 - every refusal of the parser is the finding
            said = getattr(error, "format_message", lambda error=error: str(error))()
            pytest.fail(f"{page.name}: prospect {shlex.join(given)}: {said}")


def named_in_text(text):
    """Return every `prospect ...` that stands inside a sentence."""
    outside = re.sub(r"```.*?```", "", text.partition(FIGURES)[0], flags=re.DOTALL)
    return [" ".join(found.split()) for found in re.findall(r"`([^`]+)`", outside)]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_command_and_option_in_a_sentence_exists(page, parser, generator):
    options = {name for one in generator.every(parser) for parameter in one.parser.params for name in parameter.opts}
    options |= {"--help", "-h", "--version", "--headless"}
    for said in named_in_text(page.read_text(encoding="utf-8")):
        words = said.split()
        if words[0] == "prospect":
            here = parser
            for word in words[1:]:
                inner = getattr(here, "commands", {})
                if word.isupper() or word == "COMMAND" or word.startswith("-") or not inner:
                    break
                assert word in inner, f"{page.name}: `{said}` names no command"
                here = inner[word]
            known = {name for parameter in here.params for name in parameter.opts} | {"--help", "--db", "--version"}
            unknown = {word for word in words if word.startswith("--")} - known
            assert not unknown, f"{page.name}: `{said}` has no {', '.join(sorted(unknown))}"
        elif re.match(r"--[a-z]", said) and page.name != "testing.md":
            assert words[0].partition("=")[0] in options, f"{page.name}: no command has `{said}`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), f"{page.name}: no {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(one) for one in headings}, f"{page.name}: no heading {target}"
        if linked.suffix == ".png":
            assert linked.stat().st_size < MOST_PICTURE_BYTES, f"{linked.name} is too big"


def slug(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_picture_is_shown():
    shown = {name for page in PAGES for name in re.findall(r"images/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    assert shown == {picture.name for picture in (ROOT / "docs" / "images").glob("*.png")}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_variable_and_setting_is_read_somewhere(page):
    from prospector.settings import Settings

    named = set(re.findall(r"PROSPECTOR_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8"))) - {"PROSPECTOR_KEY_NAME"}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "prospector").rglob("*.py"))
    fields = {f"PROSPECTOR_{name.upper()}" for name in Settings.__dataclass_fields__}
    for variable in named:
        known = variable in code or variable in fields or variable.startswith("PROSPECTOR_KEY_")
        assert known, f"{page.name}: nothing reads {variable}"
