from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("song/", views.alive, name="alive"),
    path("san-sang/", views.ready, name="ready"),
]
