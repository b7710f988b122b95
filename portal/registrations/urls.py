"""Addresses of accounts of units, under /so-tu-phap/tai-khoan/: the Department's, and of IT officers for their own units."""

from django.urls import path

from portal.registrations.views import deciding, ending, lists, people, reconfirm, rights, units

app_name = "registrations"
urlpatterns = [
    path("", units.index, name="index"),
    path("don-vi/<int:office_id>/", units.unit, name="unit"),
    path("don-vi/<int:office_id>/them/", units.add, name="add"),
    path("don-vi/<int:office_id>/xac-nhan/", reconfirm.reconfirm, name="reconfirm"),
    path("xac-nhan/", reconfirm.own, name="reconfirm_own"),
    path("nguoi/<int:user_id>/", people.person, name="person"),
    path("nguoi/<int:user_id>/lien-ket/", people.send_link, name="send_link"),
    path("nguoi/<int:user_id>/khoa/", people.lock, name="lock"),
    path("nguoi/<int:user_id>/mo-khoa/", people.unlock, name="unlock"),
    path("nguoi/<int:user_id>/cap-lai/", people.propose_reset, name="propose_reset"),
    path("nguoi/<int:user_id>/quyen/", rights.of_person, name="rights_of_person"),
    path("phan-cong/<int:posting_id>/ket-thuc/", ending.end, name="end"),
    path("de-nghi/<int:proposal_id>/", deciding.proposal, name="proposal"),
    path("cap-lai/<int:reset_id>/", deciding.reset, name="reset"),
    path("danh-sach/", lists.upload, name="upload"),
    path("danh-sach/mau.xlsx", lists.template, name="template"),
    path("danh-sach/<int:list_id>/", lists.one, name="list"),
    path("danh-sach/<int:list_id>/ap-dung/", lists.apply, name="apply"),
    path("danh-sach/<int:list_id>/bo/", lists.discard, name="discard"),
    path("danh-sach/<int:list_id>/tep/", lists.file, name="file"),
    path("quyen/", rights.of_units, name="rights"),
]
