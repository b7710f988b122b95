"""A mark in icon and words: what the tag {% chip %} draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chip:
    """`css` names the colour, `icon` a Bootstrap icon; the words carry the meaning."""

    css: str
    icon: str
    text: str
