from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "applications.visits"
    label = "visits"
    verbose_name = "Lịch hẹn tại quầy"
