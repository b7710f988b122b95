from django.apps import AppConfig
from django.db.models.signals import pre_migrate

from portal.tables import refuse_earlier_version


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        pre_migrate.connect(refuse_earlier_version, sender=self)
