from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "applications.ratings"
    label = "ratings"
    verbose_name = "Đánh giá của người dân"
