"""Opening an address outside of the terminal, never in a program that would take the terminal over."""

from __future__ import annotations


def open_address(address: str) -> bool:
    """Open an address in the browser or mail program; say whether there is one with a window of its own."""
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # A text browser would draw over the app: those are the plain ones that don't go to the background.
    if isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser):
        return False
    try:
        return bool(browser.open(address))
    except (OSError, webbrowser.Error):
        return False
