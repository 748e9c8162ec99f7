"""One command imports one module."""

from prospector.cli import commands


def test_every_command_stands_in_the_module_that_is_imported_for_it():
    for module in commands.MODULES:
        commands._register(module)
    stands = {one.name or one.callback.__name__: one.callback for one in commands.app.registered_commands}
    for group in commands.app.registered_groups:
        stands[group.name or group.typer_instance.info.name] = group.typer_instance.registered_commands[0].callback
    assert len(stands) > 60
    for name, callback in stands.items():
        module = commands.BESIDE.get(name, name.replace("-", "_"))
        assert callback.__module__ == f"prospector.cli.{module}_command", name
