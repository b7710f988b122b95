from django.apps import AppConfig


class AssistedConfig(AppConfig):
    name = "applications.assisted"
    label = "assisted"
    verbose_name = "Nộp hộ tại Bộ phận Một cửa"
