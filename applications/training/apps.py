from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "applications.training"
    label = "training"
    verbose_name = "Tập huấn"
