"""Published numbers in the page's language."""

from django import template

from applications.overviews import open_figures

register = template.Library()
for _filter in (open_figures.count_words, open_figures.share_words, open_figures.minutes_words):
    register.filter(_filter.__name__, _filter)
