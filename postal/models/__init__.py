"""Parcels, their way, and the hand-over of parcels between office and post: every movement is confirmed by both sides.

Source: QĐ 45/2016/QĐ-TTg Art. 7, 9; TT 17/2017/TT-BTTTT Art. 5, 7.
"""

from postal.models.agreement import PostalAgreement
from postal.models.carrier import Carrier, CarrierOrder, CarrierReport
from postal.models.hand_over import HandOver
from postal.models.labels import LabelSheet
from postal.models.parcel import FailureReason, Parcel, ParcelEvent, ParcelState

__all__ = [
    "Carrier",
    "CarrierOrder",
    "CarrierReport",
    "FailureReason",
    "HandOver",
    "LabelSheet",
    "Parcel",
    "ParcelEvent",
    "ParcelState",
    "PostalAgreement",
]
