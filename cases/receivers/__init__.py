"""What this app does when something happens to a file: a module for each part of it."""

from cases.receivers import course, following, requests, talks, work

__all__ = ["course", "following", "requests", "talks", "work"]
