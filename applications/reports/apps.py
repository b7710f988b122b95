from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "applications.reports"
    label = "reports"
    verbose_name = "Báo cáo"
