"""The demo: invented organisations, people and files, a log-in without password, and the mail that was caught.

Installed with DEMO=1 only, and never on an address that others can reach.
"""
