from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "portal.registrations"
    verbose_name = "Tài khoản đơn vị"
