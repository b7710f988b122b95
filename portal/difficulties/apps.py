from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    name = "portal.difficulties"
    label = "difficulties"
    verbose_name = "Khó khăn, vướng mắc, kiến nghị"
