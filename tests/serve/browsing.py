"""A real browser for the tests, and what it complains of."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

needs_browser = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")),
    reason="no chromium and chromedriver here (Debian packages chromium, chromium-driver)",
)
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def new_browser(*, script: bool = True, width: int = 1280, performance: bool = False) -> Any:
    """Start a browser; with *performance* it also notes what it asks of whom."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*ARGUMENTS, f"--window-size={width},1400"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"} | ({"performance": "ALL"} if performance else {}))
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))


def complaints(browser: Any) -> list[str]:
    """What the browser notes: blocked styles and scripts, files that are missing."""
    return [
        row["message"]
        for row in browser.get_log("browser")
        if "/favicon.ico" not in row["message"] and "404" not in row["message"]
    ]
