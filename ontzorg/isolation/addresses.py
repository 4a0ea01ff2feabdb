"""Every address of the map, and what was decided about it. One that nobody decided about fails the proof."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOWHERE = 999_999_999

# Who may use the page at all: E employer, W werknemer, O Ontzorgmanager, B bedrijfsarts, A arbodienst, D desk,
# P privacy officer, T platform administrator, C premium and claims, I intermediary, L arbeidsdeskundige,
# V provider (dienstverlener).
PAGES = {  # without a record in the address; what is listed there is tested for leaks below
    "start": "EWOBADPTCILV",
    "cases:list": "EWOBADL",
    "cases:worklist": "OAD",
    "cases:save_view": "OAD",
    "cases:report": "E",
    "cases:retention": "DP",
    "cases:notices": "EWOBADTLV",
    "cases:hand_over": "D",
    "agenda:week": "BA",
    "cases:transfers": "O",
    "employers:list": "D",
    "employers:create": "D",
    "employers:people": "E",
    "employers:ohs_list": "D",
    "employers:ohs_create": "D",
    "employers:managers": "D",
    "employers:manager_create": "D",
    "employers:experts": "D",
    "employers:expert_create": "D",
    "employers:delegations": "B",
    "interventions:network": "D",
    "interventions:provider_create": "D",
    "employers:substitutions": "OD",
    "law:list": "D",
    "law:propose": "D",
    "cases_api:cases": "EWOBADL",
    "cases:time_report": "OD",
    "figures:list": "D",
    "figures:propose": "D",
    "documents:own_data": "W",
    "employers:users": "T",
    "employers:user_create": "T",
    "oversight:log": "P",
    "oversight:texts": "P",
    "oversight:holds": "P",
    "oversight:emergencies": "P",
    "emergency:list": "T",
}
RECORDS = {  # a record in the address: who may not see it gets what he gets for a number that does not exist
    "cases:report_employee": "E",
    "cases:notice": "EWOBADTLV",
    "cases:detail": "EWOBADL",
    "cases:looks": "WB",
    "cases:recovery": "EWOBD",
    "cases:changes": "EWOBD",
    "cases:change": "EWOBD",
    "cases:withdraw_fact": "EWOBD",
    "cases:end_fact": "EWOBD",
    "cases:change_leave": "EO",
    "cases:withdraw_leave": "EO",
    "cases:accept": "A",
    "cases:triage": "BA",
    "cases:assign": "D",
    "cases:ask_correction": "W",
    "cases:answer_correction": "EOBD",
    "consults:overview": "EWOBA",
    "consults:ask": "EO",
    "consults:react": "W",
    "consults:send": "EO",
    "consults:withdraw": "EO",
    "consults:ask_talk": "W",
    "consults:begin": "B",
    "consults:plan_wanted": "BA",
    "consults:move": "BA",
    "consults:cancel": "WBA",
    "consults:outcome": "BA",
    "consults:reply": "W",
    "cases:call_labour_expert": "EO",
    "cases:end_call": "EO",
    "cases:answer_call": "L",
    "cases:considerations": "EWOB",
    "cases:conferences": "EWOB",
    "cases:write_conference": "O",
    "cases:confirm_conference": "B",
    "cases:do_action": "EWOB",
    "cases:time": "O",
    "cases:withdraw_time": "O",
    "cases:guidance": "EWOBADL",
    "cases:write_guidance": "O",
    "cases:hand_over_progress": "D",
    "cases:transfer": "OWD",
    "cases:take_transfer": "O",
    "interventions:provider": "D",
    "interventions:provider_edit": "D",
    "interventions:provider_role": "D",
    "interventions:order": "OB",
    "interventions:update": "OB",
    "interventions:withdraw": "OB",
    "interventions:assignment": "V",
    "interventions:accept": "V",
    "interventions:refuse": "V",
    "interventions:start": "V",
    "interventions:report": "V",
    "interventions:end": "V",
    "cases:income": "WO",
    "cases:income_new": "W",
    "cases:income_result": "WO",
    "cases:income_seen": "W",
    "cases:income_share": "W",
    "cases:income_shared": "E",
    "cases:tasks": "EWOBL",
    "cases:write_tasks": "O",
    "cases:tasks_version": "EWOBL",
    "cases:confirm_tasks": "W",
    "cases:return_tasks": "W",
    "cases:answer_tasks": "B",
    "cases:compare_tasks": "EWOBL",
    "cases:work": "EWOBL",
    "cases:propose_work": "W",
    "cases:work_proposal": "EWOBL",
    "cases:withdraw_work": "W",
    "cases:coaching": "WO",
    "cases:write_coaching": "O",
    "cases:add_to_coaching": "W",
    "cases:vision": "EWOB",
    "cases:write_vision": "WO",
    "cases:vision_version": "EWOB",
    "cases:confirm_vision": "W",
    "cases:share_vision": "W",
    "cases:prepare_talk": "W",
    "documents:preparation": "W",
    "cases:ask_wage": "W",
    "cases:answer_wage": "E",
    "documents:income": "WO",
    "cases:contact": "O",
    "cases:plan_contact": "O",
    "cases:talk": "O",
    "cases:confirm_steps": "B",
    "cases:record_step": "EOB",
    "cases:waive_step": "O",
    "cases:undo_waiver": "O",
    "cases:name_delay": "EOB",
    "cases:remove_view": "OAD",
    "cases:rename_view": "OAD",
    "cases:policy_step": "OD",
    "cases:hold": "OD",
    "cases:lift_hold": "OD",
    "cases:hours": "EWO",
    "cases:forward_hours": "E",
    "cases:remove_hours": "EWO",
    "cases:build_up": "EW",
    "cases:build_up_advice": "B",
    "cases:build_up_answer": "B",
    "messages:list": "EWOB",
    "messages:start": "EWOB",
    "messages:thread": "EWOB",
    "messages:enclosure": "EWOB",
    "ledger:list": "EWOBL",
    "ledger:give": "OBL",
    "ledger:advice": "EWOBL",
    "ledger:withdraw": "OBL",
    "ledger:guarantee": "EOD",
    "documents:vault": "WB",
    "documents:vault_copy": "WB",
    "documents:note": "B",
    "documents:correct_note": "B",
    "documents:treatments": "V",
    "documents:correct_treatment": "V",
    "documents:envelope": "B",
    "documents:sign_envelope": "B",
    "documents:give_envelope": "B",
    "documents:envelope_pdf": "WB",
    "documents:problem_analysis": "B",
    "documents:plan": "EO",
    "documents:detail": "EWOBL",
    "documents:propose": "EO",
    "documents:withdraw": "EO",
    "documents:sign": "EWB",
    "documents:refuse": "EW",
    "documents:rendition": "EWOBD",
    "documents:pdf": "EWOB",
    "documents:retry": "D",
    "documents:take_copy": "W",
    "documents:add_attachment": "EWO",
    "documents:attachment": "EWOB",
    "documents:withdraw_attachment": "EWO",
    "employers:detail": "D",
    "employers:edit": "D",
    "employers:policy": "D",
    "employers:policy_edit": "D",
    "employers:contract": "D",
    "employers:register_employee": "D",
    "employers:give_role": "D",
    "employers:end_employment": "D",
    "employers:correct_employee": "D",
    "employers:login_link": "DT",
    "employers:reset_access": "DT",
    "employers:end_role": "DT",
    "employers:give_adviser": "D",
    "employers:end_delegation": "B",
    "employers:end_substitution": "OD",
    "emergency:decide": "T",
    "emergency:file": "T",
    "emergency:end": "TP",
    "cases_api:case": "EWOBADL",
    "cases_api:looks": "WB",
    "cases_api:recovery": "E",
}
DIRECTORY = {  # partners and the law, known to everybody; only the desk has pages about them
    "employers:ohs",
    "employers:ohs_edit",
    "employers:physician",
    "employers:physician_edit",
    "employers:adviser",
    "employers:ohs_role",
    "employers:manager",
    "employers:expert",
    "law:change",
    "law:decide",
    "figures:figure",
    "figures:decide",
}
OWN = {"accounts:draft"}  # always the own words of whoever asks
# Answers with a status, not with a log-in page.
JSON = {"cases_api:cases", "cases_api:case", "cases_api:looks", "cases_api:recovery"}
# Reachable without a log-in, with what an anonymous GET gets there.
OPEN = {
    "health": (200, 503),
    "account_login": (200,),
    "account_logout": (302,),
    "account_signup": (200,),
    "account_inactive": (200,),
    "account_confirm_email": (404, 200, 302),
    "account_confirm_login_code": (302,),
    "account_email_verification_sent": (200, 302),
    "account_reset_password": (200,),
    "account_reset_password_done": (200,),
    "account_reset_password_from_key": (200,),
    "account_reset_password_from_key_done": (200,),
    "socialaccount_login_cancelled": (200,),
    "openid_connect_login": (405,),
    "openid_connect_callback": (404,),  # of an organisation that is not known
    "mfa_authenticate": (302,),  # in the middle of logging in; anybody else goes to the log-in page
    "mfa_login_webauthn": (302,),
}
# About one's own account, after log-in; the account's own library guards them.
ACCOUNT = {
    "account_change_password",
    "account_set_password",
    "account_email",
    "account_reauthenticate",
    "choose_role",
    "remove_passkey",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}
DEMO = {"people", "become", "mail", "letter"}  # mounted in demo mode only, which refuses to start off loopback


@dataclass(frozen=True)
class Address:
    """One entry of the map."""

    name: str
    arguments: tuple[str, ...]
    pattern: URLPattern

    def url(self, values: dict[str, Any]) -> str:
        """The address with these arguments, a number nobody has for the rest."""
        return reverse(self.name, kwargs={name: values.get(name, NOWHERE) for name in self.arguments})


def walk(resolver: URLResolver, prefix: str = "", above: tuple[str, ...] = ()) -> Iterator[Address]:
    """Every named address below a resolver, with the arguments of what it is mounted under."""
    for entry in resolver.url_patterns:
        arguments = (*above, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from walk(entry, prefix + space, arguments)
        else:
            yield Address(f"{prefix}{entry.name}", arguments, entry)


def the_map() -> Mapping[str, Address]:
    """Every address by its name."""
    return {address.name: address for address in walk(get_resolver())}


def undecided() -> list[str]:
    """Addresses that nobody decided about, and decisions about addresses that are gone."""
    return sorted(set(the_map()) ^ {*PAGES, *RECORDS, *DIRECTORY, *OWN, *OPEN, *ACCOUNT})
