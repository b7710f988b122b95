"""Addresses of the Department's inbox, under /so-tu-phap/kien-nghi/."""

from django.urls import path

from portal.difficulties.views import department

app_name = "difficulties_inbox"
urlpatterns = [
    path("", department.inbox, name="inbox"),
    path("tong-hop/", department.summary, name="summary"),
    path("tai/<slug:form>/", department.download, name="download"),
    path("thoi-han/", department.limit, name="limit"),
    path("<int:difficulty_id>/", department.one, name="one"),
    path("<int:difficulty_id>/chuyen/", department.pass_on, name="pass_on"),
    path("<int:difficulty_id>/gop/", department.merge, name="merge"),
    path("<int:difficulty_id>/dong/", department.close, name="close"),
    path("<int:difficulty_id>/huong-dan/", department.guidance, name="guidance"),
]
