from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "applications.rollout"
    label = "rollout"
    verbose_name = "Triển khai"
