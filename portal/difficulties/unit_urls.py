"""Addresses of a unit's difficulties, under /mot-cua/kien-nghi/."""

from django.urls import path

from portal.difficulties.views import unit

app_name = "difficulties"
urlpatterns = [
    path("", unit.mine, name="mine"),
    path("gui/", unit.write, name="write"),
    path("<int:difficulty_id>/", unit.one, name="one"),
    path("<int:difficulty_id>/cung-gap/", unit.echo, name="echo"),
    path("<int:difficulty_id>/mo-lai/", unit.reopen, name="reopen"),
    path("<int:difficulty_id>/tep/<int:file_id>/", unit.file, name="file"),
]
