"""Cells of a report as Vietnamese readers write them: 18.462 · 1,5 · – where nothing is known."""

from django import template

from applications.statutory.tables import Cell

register = template.Library()


@register.filter
def figure(value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{value:,}".replace(",", ".")


@register.filter
def with_addresses(cells: list[Cell], addresses: list[str] | None):
    """Cells of a row, each with the address of what lies behind it, or without."""
    return zip(cells, addresses or [""] * len(cells), strict=True)


@register.filter
def at(rows: list[list[str]] | None, index: int) -> list[str] | None:
    return rows[index] if rows else None
