"""The sick-leave file: from the first day of illness to recovery or week 104."""
