from django.apps import AppConfig


class CivilRegistryConfig(AppConfig):
    name = "civil_registry"
    label = "civil_registry"
    verbose_name = "Sổ hộ tịch"
