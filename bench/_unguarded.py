"""The real settings without what guards the pages, to compare with: see `_urls_unguarded`."""

from bench._settings import *  # noqa: F403  # everything as it is

ROOT_URLCONF = "bench._urls_unguarded"
