"""The statutory timeline of a sick-leave file: the law as data, and pure functions over it.

No framework, no clock and no database: a date that depends on today is an argument.
"""
