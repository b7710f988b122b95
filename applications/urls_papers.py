"""Addresses of papers: the step with the photos, and the files of one's own application."""

from django.urls import path

from applications.views import papers

urlpatterns = [
    path("nop-ho-so/<slug:ref>/giay-to/", papers.papers, name="papers"),
    path("nop-ho-so/<slug:ref>/giay-to/<slug:slot>/tai-len/", papers.add_paper, name="add_paper"),
    path("nop-ho-so/<slug:ref>/giay-to/<int:attachment_id>/xoa/", papers.remove_paper, name="remove_paper"),
    path("ho-so/<slug:ref>/tep/<int:attachment_id>/", papers.attachment, name="attachment"),
    path("ho-so/<slug:ref>/anh-nho/<int:attachment_id>/", papers.thumbnail, name="thumbnail"),
]
