"""The WIA-rekentool on the command line: what it prints, what it refuses, and that it needs nothing around it."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cases.management.commands.wia import Command

PROJECT = Path(__file__).parents[3]
OUTSIDE = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEY", "DB_ROLE")
ON = "--on 2026-07-01"
CAPPED = f"{ON} --wage-incl 8000 --rvc 4000 --earned 3000 --years-before-2016 12 --years-from-2016 9"


def wia(arguments: str) -> str:
    """Run the command in this process."""
    command = Command(stdout=StringIO())
    command.run_from_argv(["manage.py", "wia", *arguments.split()])
    return str(command.stdout.getvalue())


def computed(arguments: str) -> dict[str, Any]:
    """Return what the command computes."""
    found: dict[str, Any] = json.loads(wia(f"{arguments} --json"))
    return found


def test_everything_of_a_wage_above_the_maximum() -> None:
    assert computed(CAPPED) == {
        "daily_wage": "309.91",
        "month_wage": "6740.54",
        "factor": "0.8425678125",
        "ao_pct": "50.00",
        "year_1": "4718.38",
        "year_2": "4718.38",
        "lgu": {"months": "16.5", "first_two_months": "3159.63", "later": "2948.99"},
        "after_lgu": {"kind": "LAU", "amount": "2359.19", "amount_incl_holiday": "2359.19"},
        "total_lgu": "5948.99",
        "total_after": "5359.19",
        "income_requirement": "2000.00",
        "gap": "0.00",
    }


def test_everything_of_an_ordinary_wage() -> None:
    arguments = f"{ON} --wage 4000 --hours 40 --ao 50 --years-before-2016 0 --years-from-2016 24 --sick-pay 100/70"
    assert computed(arguments) == {
        "daily_wage": "198.62",
        "month_wage": "4320.00",
        "factor": "1",
        "ao_pct": "50.00",
        "year_1": "4320.00",
        "year_2": "3024.00",
        "lgu": {"months": "17", "first_two_months": "3240.00", "later": "3024.00"},
        "after_lgu": {"kind": "VVU", "amount": "817.95", "amount_incl_holiday": "883.39"},
        "total_lgu": "3024.00",
        "total_after": "883.39",
        "income_requirement": "1080.00",
        "gap": "628.61",
    }


def test_a_full_and_durable_incapacity() -> None:
    found = computed(f"{ON} --wage-incl 8000 --ao 100 --durable")
    assert (found["lgu"], found["after_lgu"]["kind"], found["after_lgu"]["amount"]) == (None, "IVA", "5055.41")
    assert (found["total_lgu"], found["total_after"], found["income_requirement"]) == ("5055.41", "5055.41", "0.00")


def test_no_benefit_below_35_per_cent() -> None:
    found = computed(f"{ON} --wage-incl 3000 --ao 34.99 --earned 1900")
    assert found["after_lgu"] == {"kind": "none", "amount": "0.00", "amount_incl_holiday": "0.00"}
    assert (found["lgu"], found["ao_pct"], found["total_after"]) == (None, "34.99", "1900.00")
    assert computed(f"{ON} --wage-incl 3000 --ao 35")["after_lgu"]["kind"] == "VVU"


def test_the_minimum_wage_is_a_floor_in_the_first_year() -> None:
    """1558.96 and 1128.40 without holiday allowance."""
    found = computed(f"{ON} --wage 1612.00 --hours 24 --ao 100 --sick-pay 90/70")
    assert (found["year_1"], found["year_2"]) == ("1683.68", "1218.67")


@pytest.mark.parametrize(("earned", "kind"), [("625", "LAU"), ("624.99", "VVU")])
def test_the_income_requirement_decides(earned: str, kind: str) -> None:
    found = computed(f"{ON} --wage-incl 3000 --rvc 1250 --earned {earned}")
    assert (found["ao_pct"], found["income_requirement"], found["after_lgu"]["kind"]) == ("58.33", "625.00", kind)


def test_the_other_options_reach_the_calculation() -> None:
    assert computed(f"{ON} --wage-incl 3000 --ao 50 --no-26-of-36")["lgu"] is None
    uncapped = computed(f"{ON} --wage-incl 8000 --ao 100 --uncapped")
    assert (uncapped["month_wage"], uncapped["factor"], uncapped["year_2"]) == ("8000.00", "1", "5600.00")
    years = "--years-before-2016 20 --years-from-2016 10 --ww-months 2.5"
    assert computed(f"{ON} --wage-incl 3000 --ao 50 {years}")["lgu"]["months"] == "22.5"
    assert computed(f"{ON} --wage-incl 3000 --ao 50")["lgu"]["months"] == "3"
    halves = computed(f"{ON} --wage-incl 3000 --ao 50 --sick-pay 100/90/80/70")
    assert (halves["year_1"], halves["year_2"]) == ("2850.00", "2250.00")


def test_the_day_decides_which_amounts_hold() -> None:
    days = {"2024-01-01": "5969.07", "2026-06-30": "6617.44", "2026-07-01": "6740.54", "2026-12-31": "6740.54"}
    assert {day: computed(f"--on {day} --wage-incl 9000 --ao 100")["month_wage"] for day in days} == days


def test_the_table_is_aligned_dutch_and_explains_itself() -> None:
    lines = wia(CAPPED).splitlines()
    assert lines[:2] == [
        "WIA-rekentool, berekend op 1 juli 2026",
        "U kunt nog € 4.000,00 verdienen, inkomen € 3.000,00",
    ]
    rows = lines[3:11]
    assert [row[-10:].strip() for row in rows[2:]] == [
        "€ 8.000,00", "€ 4.718,38", "€ 4.718,38", "€ 6.159,63", "€ 5.948,99", "€ 5.359,19",
    ]  # fmt: skip
    assert len({len(row) for row in rows}) == 1
    text = "\n".join(lines)
    assert "Hoe meer u werkt, hoe hoger uw totale inkomen." in text
    assert "Dit is een indicatie. UWV beslist. Alle bedragen zijn bruto en inclusief vakantiegeld." in text
    for heading in ("Let op", "Uw loon en dagloon", "Daarna", "Waar de berekening van uitgaat"):
        assert f"\n\n{heading}\n  " in text
    assert "!" not in text


def test_a_sentence_that_would_not_be_true_is_left_out() -> None:
    text = wia(f"{ON} --wage-incl 1000 --ao 40 --earned 300 --no-26-of-36")
    assert "Hoe meer u werkt" not in text
    assert "lager dan de vervolguitkering" in text


GOOD = f"{ON} --wage 3000 --ao 50"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("", "Geef --on DATUM"),
        ("--wage 3000 --ao 50", "Geef --on DATUM"),
        ("--on --wage 3000 --ao 50", "--on: hier ontbreekt een waarde"),
        ("--on 2026-7-1 --wage 3000 --ao 50", "--on '2026-7-1' is geen datum"),
        ("--on 20260701 --wage 3000 --ao 50", "--on '20260701' is geen datum"),
        ("--on 2026-02-30 --wage 3000 --ao 50", "--on '2026-02-30' is geen datum"),
        ("--on 2027-01-01 --wage 3000 --ao 50", "Voor 1 januari 2027 is het maximumdagloon niet bekend."),
        ("--on 2023-12-31 --wage 3000 --ao 50", "Voor 31 december 2023 is het maximumdagloon niet bekend."),
        (f"{ON} --ao 50", "Geef --wage of --wage-incl, een van de twee."),
        (f"{GOOD} --wage-incl 3240", "Geef --wage of --wage-incl, niet allebei."),
        (f"{ON} --wage 3000", "Geef --ao of --rvc, een van de twee."),
        (f"{GOOD} --rvc 1500", "Geef --ao of --rvc, niet allebei."),
        (f"{ON} --wage 0 --ao 50", "Het loon moet hoger zijn dan 0."),
        (f"{ON} --wage -3000 --ao 50", "--wage '-3000' is geen getal van 0 of hoger"),
        (f"{ON} --wage 3.000,00 --ao 50", "--wage '3.000,00' is geen getal"),
        (f"{ON} --wage NaN --ao 50", "--wage 'NaN' is geen getal"),
        (f"{ON} --wage 1e3 --ao 50", "--wage '1e3' is geen getal"),
        (f"{ON} --wage 1000000.01 --ao 50", "--wage 1000000.01 is te hoog"),
        (f"{ON} --wage-incl veel --ao 50", "--wage-incl 'veel' is geen getal"),
        (f"{ON} --wage 3000 --ao 100.01", "Het percentage ligt van 0 tot en met 100."),
        (f"{ON} --wage 3000 --ao half", "--ao 'half' is geen getal"),
        (f"{ON} --wage 3000 --rvc -1", "--rvc '-1' is geen getal"),
        (f"{GOOD} --earned -1", "--earned '-1' is geen getal"),
        (f"{GOOD} --earned", "--earned: hier ontbreekt een waarde"),
        (f"{GOOD} --hours 0", "Het aantal uren per week moet hoger zijn dan 0"),
        (f"{GOOD} --hours 169", "Het aantal uren per week moet hoger zijn dan 0 en hoogstens 168."),
        (f"{GOOD} --years-before-2016 2.5", "--years-before-2016 '2.5' is geen heel aantal jaren"),
        (f"{GOOD} --years-from-2016 -1", "--years-from-2016 '-1' is geen heel aantal jaren"),
        (f"{GOOD} --years-from-2016 100", "--years-from-2016 '100' is geen heel aantal jaren"),
        (f"{GOOD} --ww-months x", "--ww-months 'x' is geen getal"),
        (f"{GOOD} --sick-pay 100/80/70", "--sick-pay '100/80/70': Geef één percentage, twee"),
        (f"{GOOD} --sick-pay 101/70", "--sick-pay '101/70': Elk deel is een percentage"),
        (f"{GOOD} --sick-pay 100-70", "--sick-pay '100-70' is niet te lezen"),
        (f"{GOOD} --sick-pay 100/", "--sick-pay '100/' is niet te lezen"),
        (f"{GOOD} --durable=ja", "--durable: hier ontbreekt een waarde, of de waarde past niet."),
        (f"{GOOD} --ao 60", "--ao staat er meer dan een keer."),
        (f"{GOOD} --dur", "Onbekend: '--dur'."),
        (f"{GOOD} 2026", "Onbekend: '2026'."),
        (f"{GOOD} --verbosity 9", "--verbosity: hier ontbreekt een waarde"),
    ],
)
def test_a_wrong_argument_is_one_dutch_line_and_code_2(
    arguments: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        wia(arguments)
    written = capsys.readouterr()
    assert ended.value.code == 2
    assert line in written.err
    assert len(written.err.splitlines()) == 1
    assert written.out == ""


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        wia("--help")
    assert ended.value.code == 0
    assert "bruto loon per maand zonder vakantiegeld" in capsys.readouterr().out


@pytest.mark.parametrize("program", [["manage.py"], ["-m", "ontzorg.local.command", "manage"]])
def test_it_runs_without_servers_and_without_an_environment(program: list[str]) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    nowhere = {"DATABASE_URL": "postgresql://nowhere.invalid/x", "REDIS_URL": "redis://nowhere.invalid/0"}
    command = [sys.executable, *program, "wia", *CAPPED.split(), "--json"]
    outside = bare if program == ["manage.py"] else bare | nowhere
    done = subprocess.run(command, cwd=PROJECT, env=outside, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["month_wage"] == "6740.54"
