"""Addresses at which the Department keeps the public pages, under /so-tu-phap/noi-dung/."""

from django.urls import path

from portal.pages import staff_views

app_name = "content_desk"
urlpatterns = [
    path("", staff_views.pages, name="pages"),
    path("moi/<slug:kind>/", staff_views.begin, name="begin"),
    path("xem-truoc/", staff_views.preview, name="preview"),
    path("<int:page_id>/", staff_views.edit, name="edit"),
    path("<int:page_id>/phien-ban/<int:number>/", staff_views.version, name="version"),
    path("<int:page_id>/phien-ban/<int:number>/lay-lai/", staff_views.restore, name="restore"),
    path("<int:page_id>/phien-ban/<int:number>/dang/", staff_views.publish, name="publish"),
    path("<int:page_id>/go/", staff_views.take_down, name="take_down"),
]
