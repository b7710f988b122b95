"""Addresses of the Department's pages."""

from django.urls import path

from applications.reports import recount_views, succession_views, terms_views, together_views, views, watch_views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tong-quan.xlsx", views.overview_xlsx, name="overview_xlsx"),
    path("ho-so/<slug:name>/", views.dossiers, name="dossiers"),
    path("lien-thong-lich-hen/", together_views.together, name="together"),
    path("lien-thong-lich-hen/<slug:name>/", together_views.together_behind, name="together_behind"),
    path("qua-han/", watch_views.overdue, name="overdue"),
    path("qua-han/<int:office_id>/nhac/", watch_views.remind, name="remind"),
    path("un-tac/", watch_views.stuck, name="stuck"),
    path("don-vi-ke-thua/", succession_views.undecided, name="undecided"),
    path("don-vi-ke-thua/<int:office_id>/", succession_views.choose, name="choose_successor"),
    path("lich/thay-doi/<int:number>/", recount_views.change, name="calendar_change"),
    path("lich/thay-doi/<int:number>/tinh-lai/", recount_views.recount, name="recount"),
    path("phi/", terms_views.terms, name="terms"),
    path("phi/<slug:kind>/them/", terms_views.add_term, name="add_term"),
    path("phi/<slug:kind>/<int:pk>/ket-thuc/", terms_views.end_term, name="end_term"),
    path("phi/<slug:kind>/<int:pk>/rut/", terms_views.take_back_term, name="take_back_term"),
]
