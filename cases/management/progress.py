"""How far a long command is, for whoever waits for it."""

from django.core.management.base import OutputWrapper

WIDTH = 30


class ProgressBar:
    """A bar with counts on one line; on something that is no terminal a line for every tenth part."""

    def __init__(self, out: OutputWrapper, total: int, unit: str) -> None:
        self.out, self.total, self.unit = out, total, unit
        self.tenth = -1

    def show(self, done: int) -> None:
        """Tell that so many are done."""
        tenth = 10 * done // self.total if self.total else 10
        filled = WIDTH * done // self.total if self.total else WIDTH
        line = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {self.total:,} {self.unit}"
        if self.out.isatty():
            self.out.write(f"\r{line}", ending="\n" if done == self.total else "")
        elif tenth > self.tenth:
            self.out.write(line)
        self.tenth = max(tenth, self.tenth)
