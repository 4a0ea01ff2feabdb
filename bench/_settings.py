"""The real settings plus one bare page to compare with."""

from ontzorg.settings import *  # noqa: F403  # everything as it is

ROOT_URLCONF = "bench._urls"
