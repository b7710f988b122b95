"""Parcels, their way, and the hand-over of parcels and of money: every movement is confirmed by both sides.

Source: QĐ 45/2016/QĐ-TTg Art. 7, 9; TT 17/2017/TT-BTTTT Art. 5, 7.
"""

from postal.models.agreement import PostalAgreement
from postal.models.carrier import Carrier, CarrierOrder, CarrierReport
from postal.models.closing import DayClose, LedgerProof, TreasuryDeposit
from postal.models.complaint import Complaint
from postal.models.correction import HandOverCorrection
from postal.models.decision import ParcelDecision
from postal.models.difference import HandOverDifference
from postal.models.hand_over import HandOver
from postal.models.labels import LabelChoice, LabelFormat, LabelSheet
from postal.models.ledger import Account, CashBook, LedgerEntry
from postal.models.open_item import ItemKind, OpenItem, Outcome
from postal.models.parcel import TO_DECIDE, UNDER_WAY, WITH_THE_POST, FailureReason, Parcel, ParcelEvent, ParcelState
from postal.models.payments import BankLine, GatewayPayment
from postal.models.receipts import PaymentSlip, Receipt, ReceiptBook
from postal.models.remittance import Remittance
from postal.models.transit import TransitLimit

__all__ = [
    "TO_DECIDE",
    "UNDER_WAY",
    "WITH_THE_POST",
    "Account",
    "BankLine",
    "Carrier",
    "CarrierOrder",
    "CarrierReport",
    "CashBook",
    "Complaint",
    "DayClose",
    "FailureReason",
    "GatewayPayment",
    "HandOver",
    "HandOverCorrection",
    "HandOverDifference",
    "ItemKind",
    "LabelChoice",
    "LabelFormat",
    "LabelSheet",
    "LedgerEntry",
    "LedgerProof",
    "OpenItem",
    "Outcome",
    "Parcel",
    "ParcelDecision",
    "ParcelEvent",
    "ParcelState",
    "PaymentSlip",
    "PostalAgreement",
    "Receipt",
    "ReceiptBook",
    "Remittance",
    "TransitLimit",
    "TreasuryDeposit",
]
