"""Addresses of what the Department publishes; the names of its pages are in the rows."""

from django.urls import path

from portal.pages import public_views

app_name = "content"
urlpatterns = [
    path("thong-bao/", public_views.news, name="news"),
    path("thong-bao/atom.xml", public_views.feed, name="feed"),
    path("thong-bao/<slug:slug>/", public_views.news_item, name="news_item"),
    path("huong-dan/", public_views.guidance, name="guidance"),
    path("huong-dan/<slug:slug>/", public_views.guidance_page, name="guidance_page"),
    path("hoi-dap/", public_views.questions, name="questions"),
]
