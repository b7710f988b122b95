from django.apps import AppConfig


class StatutoryConfig(AppConfig):
    name = "applications.statutory"
    label = "statutory"
    verbose_name = "Báo cáo định kỳ"
