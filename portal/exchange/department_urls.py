"""Addresses of the operator of the exchange, under /so-tu-phap/trao-doi/."""

from django.urls import path

from portal.exchange.views import desk

app_name = "exchange_desk"
urlpatterns = [
    path("", desk.partners, name="partners"),
    path("them/", desk.add, name="add"),
    path("gui-lai/<int:message_id>/", desk.send_again, name="send_again"),
    path("xu-ly-lai/<int:message_id>/", desk.handle_again, name="handle_again"),
    path("co-quan/<str:code>/", desk.partner, name="partner"),
    path("co-quan/<str:code>/sua/", desk.change, name="change"),
    path("co-quan/<str:code>/tam-dung/", desk.pause, name="pause"),
    path("co-quan/<str:code>/tiep-tuc/", desk.resume, name="resume"),
    path("co-quan/<str:code>/thu-lai/", desk.try_now, name="try_now"),
]
