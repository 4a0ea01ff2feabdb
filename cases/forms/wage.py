"""The employer's answer to the question of an employee: the wage on paper."""

from django import forms

from cases.forms.amounts import HOURS_IN_A_WEEK, NumberField, PercentField


class WageForm(forms.Form):
    """The wage before the sickness. There is no field for anything else."""

    gross_month_wage = NumberField(
        label="Brutoloon per maand, zonder vakantiegeld",
        help_text="Van voor de eerste ziektedag.",
        missing="Vul het brutoloon per maand in.",
    )
    holiday_pct = PercentField(label="Vakantiegeld", missing="Vul het percentage vakantiegeld in.")
    extra_year_wage = NumberField(
        label="Wat u een keer per jaar betaalt, zonder vakantiegeld",
        help_text="Bijvoorbeeld een dertiende maand, per jaar. Is er niets? Vul 0 in.",
        missing="Vul een bedrag in, of 0.",
    )
    contract_hours = NumberField(
        label="Uren per week in het contract", missing="Vul het aantal uren in.", most=HOURS_IN_A_WEEK
    )
