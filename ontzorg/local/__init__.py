"""Runs Ontzorg on one machine: PostgreSQL, Valkey and a mailbox, without Docker or root. No Django here."""
