"""Addresses of money: the cashier under /thu-chi/, the post under /buu-dien/nop-tien/, supervisors under /so-tu-phap/."""

from django.urls import path

from postal.views import books, cashier, desk_fee, dossier_money, gateway, holding

app_name = "money"
CASH = "thu-chi/"
HOLD = "buu-dien/nop-tien/"

urlpatterns = [
    path(CASH, cashier.today, name="today"),
    path(f"{CASH}bang-ke/<str:number>/", cashier.remittance, name="remittance"),
    path(f"{CASH}bang-ke/<str:number>/tai/", cashier.remittance_pdf, name="remittance_pdf"),
    path(f"{CASH}viec/", cashier.items, name="items"),
    path(f"{CASH}viec/<int:item_id>/", cashier.item, name="item"),
    path(f"{CASH}ho-so/<str:code>/", dossier_money.dossier, name="dossier"),
    path(f"{CASH}ho-so/<str:code>/tai-quay/", desk_fee.take, name="at_desk"),
    path(f"{CASH}ho-so/<str:code>/bien-nhan/", dossier_money.acknowledge, name="acknowledge"),
    path(f"{CASH}bien-nhan/<str:number>/", dossier_money.payment_slip, name="payment_slip"),
    path(f"{CASH}bien-lai/", books.receipts, name="receipts"),
    path(f"{CASH}bien-lai/<int:book_id>/huy-so/", books.void, name="void"),
    path(f"{CASH}bien-lai/<int:book_id>/thu-lai/", books.end_pad, name="end_pad"),
    path(f"{CASH}sao-ke/", books.statement, name="statement"),
    path(f"{CASH}chot-ngay/", books.closing, name="closing"),
    path(f"{CASH}kho-bac/", books.treasury, name="treasury"),
    path(HOLD, holding.hold, name="hold"),
    path(f"{HOLD}<str:number>/", holding.slip, name="slip"),
    path(f"{HOLD}<str:number>/tai/", holding.slip_pdf, name="slip_pdf"),
    path("so-tu-phap/thu-ho/", holding.supervision, name="supervision"),
    path("thanh-toan/vnpay/ipn/", gateway.notified, name="gateway_notified"),
]
