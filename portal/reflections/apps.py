from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    name = "portal.reflections"
    label = "reflections"
    verbose_name = "Phản ánh, kiến nghị của người dân"
