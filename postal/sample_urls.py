"""Values with which the addresses of the post open: taken from the rows there are. See portal/routes.py."""

from portal.routes import Samples
from postal.models import (
    Carrier,
    CarrierOrder,
    CarrierReport,
    Complaint,
    HandOver,
    HandOverCorrection,
    HandOverDifference,
    LabelSheet,
    OpenItem,
    Parcel,
    PaymentSlip,
    PostalAgreement,
    ReceiptBook,
    Remittance,
)


def waiting_envelope() -> str | None:
    return Parcel.objects.order_by("state", "pk").values_list("number", flat=True).first()


def envelope_with_the_post() -> str | None:
    held = Parcel.objects.filter(hand_over__state=HandOver.State.CONFIRMED)
    return held.values_list("number", flat=True).first()


def any_batch() -> str | None:
    return HandOver.objects.order_by("-state", "pk").values_list("number", flat=True).first()


def closed_batch() -> str | None:
    return HandOver.objects.exclude(state=HandOver.State.OPEN).order_by("state").values_list("number", flat=True).first()


def envelope_of_the_closed_batch() -> str | None:
    batch = HandOver.objects.exclude(state=HandOver.State.OPEN).order_by("state").first()
    return batch.record["items"][0]["parcel"] if batch and batch.record.get("items") else None


def a_sheet() -> int | None:
    return LabelSheet.objects.values_list("pk", flat=True).first()


def an_agreement() -> int | None:
    return PostalAgreement.objects.order_by("pk").values_list("pk", flat=True).first()


def a_remittance() -> str | None:
    return Remittance.objects.order_by("pk").values_list("number", flat=True).first()


def an_open_item() -> int | None:
    return OpenItem.objects.order_by("pk").values_list("pk", flat=True).first()


def a_pad() -> int | None:
    return ReceiptBook.objects.order_by("pk").values_list("pk", flat=True).first()


def a_payment_slip() -> str | None:
    return PaymentSlip.objects.order_by("pk").values_list("number", flat=True).first()


def a_dossier_with_money() -> str | None:
    return Parcel.objects.order_by("pk").values_list("application__dossier_code", flat=True).first()


def an_order() -> int | None:
    return CarrierOrder.objects.exclude(standing=CarrierOrder.Standing.SENT).values_list("pk", flat=True).first()


def a_report() -> int | None:
    return CarrierReport.objects.filter(fate=CarrierReport.Fate.DISPUTED).values_list("pk", flat=True).first()


def a_connected_post_office() -> str | None:
    return Carrier.objects.values_list("post_office__code", flat=True).first()


def a_difference() -> int | None:
    return HandOverDifference.objects.values_list("pk", flat=True).first()


def a_correction() -> int | None:
    return HandOverCorrection.objects.values_list("pk", flat=True).first()


def a_countered_batch() -> str | None:
    return HandOverCorrection.objects.values_list("hand_over__number", flat=True).first()


def a_complaint() -> int | None:
    return Complaint.objects.order_by("-answered_at", "pk").values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "postal:way_behind/name": lambda: "parcels",
    "postal:counter/number": closed_batch,
    "postal:correction_pdf/number": a_countered_batch,
    "postal:correction_pdf/correction_id": a_correction,
    "postal:worker_correction/number": a_countered_batch,
    "postal:worker_correction/correction_id": a_correction,
    "postal:confirm_correction/number": a_countered_batch,
    "postal:confirm_correction/correction_id": a_correction,
    "postal:office_difference/difference_id": a_difference,
    "postal:post_difference/difference_id": a_difference,
    "postal:extra/number": closed_batch,
    "money:remittance/number": a_remittance,
    "money:remittance_pdf/number": a_remittance,
    "money:slip/number": a_remittance,
    "money:slip_pdf/number": a_remittance,
    "money:item/item_id": an_open_item,
    "money:void/book_id": a_pad,
    "money:end_pad/book_id": a_pad,
    "money:payment_slip/number": a_payment_slip,
    "money:dossier/code": a_dossier_with_money,
    "money:acknowledge/code": a_dossier_with_money,
    "postal:carrier_try_again/order_id": an_order,
    "postal:carrier_dispute/report_id": a_report,
    "postal:carrier_reports/code": a_connected_post_office,
    "postal:parcels_file/number": closed_batch,
    "postal:end_agreement/agreement_id": an_agreement,
    "postal:label_sheet/sheet_id": a_sheet,
    "postal:envelope/number": waiting_envelope,
    "postal:parcel/number": envelope_with_the_post,
    "postal:delivered/number": envelope_with_the_post,
    "postal:failed/number": envelope_with_the_post,
    "postal:returned/number": envelope_with_the_post,
    "postal:fallen_out/number": envelope_with_the_post,
    "postal:complain/number": envelope_with_the_post,
    "postal:complaint/complaint_id": a_complaint,
    "postal:decision/number": waiting_envelope,
    "postal:share/number": waiting_envelope,
    "postal:take_apart/number": waiting_envelope,
    "postal:confirm/number": closed_batch,
    "postal:worker_record/number": closed_batch,
    "postal:refuse/number": closed_batch,
    "postal:refuse/parcel": envelope_of_the_closed_batch,
    "postal:record/number": closed_batch,
    "postal:record_pdf/number": closed_batch,
    "postal:hand_over/number": any_batch,
    "postal:scan/number": any_batch,
    "postal:take_out/number": any_batch,
    "postal:close/number": any_batch,
}
