from django.apps import AppConfig


class LinkedConfig(AppConfig):
    name = "applications.linked"
    label = "linked"
    verbose_name = "Thủ tục liên thông"
