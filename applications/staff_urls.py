"""Staff addresses of applications: the officials' desk and the leader's tray."""

from django.urls import path

from applications.views import leader, letters, signing_many
from applications.views.desk import (
    apology,
    books,
    collecting,
    correcting,
    dossier,
    drafting,
    files,
    queue,
    registering,
    schedule,
    steps,
    transferring,
)

app_name = "desk"
urlpatterns = [
    path("mot-cua/", queue.queue, name="queue"),
    path("mot-cua/ke-tiep/", queue.take_next, name="take_next"),
    path("mot-cua/da-chuyen/", transferring.passed_on, name="passed_on"),
    path("mot-cua/lich/", schedule.schedule, name="schedule"),
    path("mot-cua/lich/<int:absence_id>/huy/", schedule.cancel_absence, name="cancel_absence"),
    path("mot-cua/so-in/", books.books, name="books"),
    path("mot-cua/so-in/<int:book_id>.pdf", books.book, name="book"),
    path("mot-cua/ho-so/<str:code>/phieu-kiem-soat/", books.control_sheet, name="control_sheet"),
    path("mot-cua/ho-so/<str:code>/", dossier.dossier, name="dossier"),
    path("mot-cua/ho-so/<str:code>/tiep-nhan/", steps.receive, name="receive"),
    path("mot-cua/ho-so/<str:code>/bo-sung/", steps.ask_for_supplement, name="supplement"),
    path("mot-cua/ho-so/<str:code>/tu-choi/", steps.propose_refusal, name="propose_refusal"),
    path("mot-cua/ho-so/<str:code>/xin-loi/", apology.apologise, name="apologise"),
    path("mot-cua/ho-so/<str:code>/sua-loi/", correcting.propose, name="propose_correction"),
    path("mot-cua/ho-so/<str:code>/chuyen/", transferring.transfer, name="transfer"),
    path("mot-cua/ho-so/<str:code>/moi-nhan/", collecting.invite, name="invite"),
    path("mot-cua/ho-so/<str:code>/tra-ket-qua/", collecting.give, name="give"),
    path("mot-cua/ho-so/<str:code>/muc-so/", drafting.draw_up, name="draw_up"),
    path("mot-cua/ho-so/<str:code>/du-thao/", drafting.draft, name="draft"),
    path("mot-cua/ho-so/<str:code>/du-thao/xem/", drafting.preview_note, name="preview_note"),
    path("mot-cua/ho-so/<str:code>/du-thao.pdf", drafting.draft_pdf, name="draft_pdf"),
    path("mot-cua/ho-so/<str:code>/xem-truoc/", files.preview, name="preview"),
    path("mot-cua/ho-so/<str:code>/gia-han/", steps.extend, name="extend"),
    path("mot-cua/ho-so/<str:code>/noi-dung-dang-ky/", registering.compose, name="register"),
    path("mot-cua/ho-so/<str:code>/ban-sao.pdf", files.extract_copy, name="copy"),
    path("mot-cua/ho-so/<str:code>/anh/<int:attachment_id>/", files.attachment, name="attachment"),
    path("mot-cua/ho-so/<str:code>/anh/<int:attachment_id>/nho/", files.thumbnail, name="thumbnail"),
    path("mot-cua/ho-so/<str:code>/phieu/<int:slip_id>.pdf", files.slip, name="slip"),
    path("lanh-dao/", leader.tray, name="tray"),
    path("lanh-dao/ky-nhieu/", signing_many.sign_many, name="sign_many"),
    path("lanh-dao/ky-nhieu/ket-qua/", signing_many.signed_many, name="signed_many"),
    path("lanh-dao/ho-so/<str:code>/", leader.sign, name="sign"),
    path("lanh-dao/ho-so/<str:code>/huy-ban/", correcting.cancel_copy, name="cancel_copy"),
    path("lanh-dao/cap-lai/<int:correction_id>/", correcting.correction, name="correction"),
    path("lanh-dao/van-ban/<int:slip_id>/", letters.letter, name="letter"),
    path("lanh-dao/van-ban/<int:slip_id>/du-thao.pdf", letters.letter_draft, name="letter_draft"),
]
