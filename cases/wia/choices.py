"""Where the rules leave room: what the tool does, and why. Shown in docs/wia.md."""

from typing import NamedTuple


class Choice(NamedTuple):
    """One choice: what it is about, and what was chosen."""

    about: str
    text: str


CHOICES = (
    Choice(
        "No scheme given.",
        "Sick pay is then what the law asks, and no more. `--sick-pay` adds what was agreed: one percentage, two for "
        "the years or four for half years. The amount of a year is the average of its weeks.",
    ),
    Choice(
        "No hours given.",
        "There is no minimum wage to compare with, so the floor of the first year is left out and a warning says so.",
    ),
    Choice(
        "No years of work given.",
        "The wage-related benefit gets its shortest duration, and a warning says so.",
    ),
    Choice(
        "`--uncapped`",
        "leaves out the maximum daily wage in sick pay and in all benefits, so the factor is 1. Public examples that "
        "ignore the maximum can be repeated with it.",
    ),
    Choice(
        "Below the maximum",
        "the month wage is the wage itself. The days of the year come in and go out again; going through a rounded "
        "daily wage would lose a cent.",
    ),
    Choice(
        "A follow-up benefit",
        "is a percentage of the monthly minimum wage figure, which has no holiday allowance. `amount` is that. "
        "`amount_incl_holiday` has the allowance on top and is what `total_after` and `gap` use, because everything "
        "they are compared with includes it. Where the month wage is lower than the figure it is the base instead, and "
        "the allowance comes on top in the same way.",
    ),
    Choice(
        "`gap`",
        "is what a follow-up benefit is lower than the wage supplement for the same capacity, both with holiday "
        "allowance and never below zero. For any other benefit it is 0.00.",
    ),
    Choice(
        "`total_lgu`",
        "is the income from the third month. Where there is no wage-related benefit the lasting benefit begins at "
        "once, so it equals `total_after`.",
    ),
    Choice(
        "`income_requirement`",
        "is its part of the earning capacity for who is partly incapacitated. Below the threshold, and with full "
        "incapacity, nothing must be earned: 0.00.",
    ),
    Choice(
        "Exactly half counts.",
        "Income and capacity are rounded to cents and compared without dividing. `income_requirement` is "
        "half of the rounded capacity, rounded up to a cent: the first amount that is enough.",
    ),
    Choice(
        "The percentage",
        "is rounded half up to two decimals before anything else: 34.995 is 35.00. The capacity that goes with a given "
        "percentage follows from the rounded one. Who can earn the old wage or more is 0.00% incapacitated.",
    ),
    Choice(
        "`--durable` without full incapacity",
        "has no effect; a warning says so.",
    ),
    Choice(
        "A low wage with a percentage low in its class",
        "can have a wage supplement below the follow-up benefit, so that reaching the requirement lowers the income. "
        "The tool shows what the formulas give, warns, and leaves out that more work means more income.",
    ),
    Choice(
        "Rates begin on the first day with amounts,",
        "whatever the law said before. Plans that are no law yet are not in the tables.",
    ),
    Choice(
        "The usual scenario without a benefit",
        "earns all that is possible: the rules only say that the work relation goes on.",
    ),
    Choice(
        "Not computed:",
        "minimum wage below age 21, waiting days, the two years without an income requirement after full incapacity, "
        "the new assessment after a year of earning under an IVA, work abroad, supplements and tax. The assumptions "
        "say so.",
    ),
)
