"""Cleans and copyedits scraped news; every change can be seen, refused and undone."""

__version__ = "0.1.0"
