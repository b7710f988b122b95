from django.apps import AppConfig


class OverviewsConfig(AppConfig):
    name = "applications.overviews"
    label = "overviews"
    verbose_name = "Tổng quan"
