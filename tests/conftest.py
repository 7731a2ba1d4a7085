"""Shared by all tests: with KG_NO_SKIP=1, as in continuous integration, a skipped test fails the run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Other programs on the machine slow single examples down; no test of ours is about time.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the skipped tests where that is an error."""
    if os.environ.get("KG_NO_SKIP") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("KG_NO_SKIP is set, so each skipped test is a failure", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test was skipped although none may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("KG_NO_SKIP") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
