"""script/manage wia: the income during long sickness that follows from bare numbers, without a database."""

import sys
from argparse import ArgumentError, ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.management import wia_output
from cases.management.wia_arguments import FLAGS, VALUES, Given, WrongArgument, read
from cases.wia.calculate import calculate
from cases.wia.figures import MissingFigure, figures_on

WRONG_ARGUMENT = 2


class Command(BaseCommand):
    """Compute what the WIA-rekentool would show for one scenario."""

    help = "Rekent het inkomen bij langdurige ziekte uit. Gebruikt geen database en bewaart niets."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """No abbreviations: a misspelt option is an error. Errors are raised, to be said in Dutch."""
        return super().create_parser(prog_name, subcommand, allow_abbrev=False, exit_on_error=False, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Every option as text; `wia_arguments` reads it."""
        for name, (metavar, meaning) in VALUES.items():
            parser.add_argument(f"--{name}", action="append", metavar=metavar, help=meaning.replace("%", "%%"))
        for name, meaning in FLAGS.items():
            parser.add_argument(f"--{name}", action="store_true", help=meaning)

    def run_from_argv(self, argv: list[str]) -> None:
        """Answer a wrong argument with one line and exit code 2, without usage or traceback."""
        try:
            options, unknown = self.create_parser(argv[0], argv[1]).parse_known_args(argv[2:])
            if unknown:
                raise CommandError(f"Onbekend: {unknown[0]!r}. Met --help ziet u wat er kan.")
            self.execute(**vars(options))
        except ArgumentError as error:
            self._refuse(f"{error.argument_name}: hier ontbreekt een waarde, of de waarde past niet.")
        except CommandError as error:
            self._refuse(str(error))

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print."""
        given = {name: options[name.replace("-", "_")] for name in (*VALUES, *FLAGS)}
        try:
            question = read(_single(given), {name: given[name] for name in FLAGS})
            outcome = calculate(question.person, question.scenario, figures_on(question.on))
        except (WrongArgument, MissingFigure) as error:
            raise CommandError(str(error)) from error
        write = wia_output.as_json if given["json"] else wia_output.as_table
        self.stdout.write(write(outcome))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(" ".join(sentence.split()))
        sys.exit(WRONG_ARGUMENT)


def _single(given: dict[str, Any]) -> Given:
    twice = next((name for name in VALUES if len(given[name] or ()) > 1), None)
    if twice is not None:
        raise WrongArgument(f"--{twice} staat er meer dan een keer.")
    return {name: given[name][0] if given[name] else None for name in VALUES}
