from django.apps import AppConfig


class PopulationConfig(AppConfig):
    name = "portal.population"
    label = "population"
    verbose_name = "Đối chiếu dữ liệu dân cư"
