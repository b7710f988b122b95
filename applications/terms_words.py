"""Fees, waivers, postage and collection in Vietnamese words, for the Department's history and its questions."""

from applications.models import DatedTerm, FeeCollection, FeePolicy, FeeWaiver, PostageTariff
from portal.templatetags.portal import vnd


def in_words(term: DatedTerm) -> str:
    """ "phí 8.000 đồng một bản, từ 01/01/2017 đến 31/12/2026 (Thông tư 281/2016/TT-BTC, Điều 4)" """
    document = getattr(term, "legal_document", "") or getattr(term, "source", "")
    said = f"{what_it_says(term)}, {days_in_words(term)}"
    return f"{said} ({document})" if document else said


def what_it_says(term: DatedTerm) -> str:
    match term:
        case FeePolicy():
            return f"phí {vnd(term.fee_per_copy_vnd)} một bản"
        case FeeWaiver():
            return f"miễn phí cho “{term.label_vi}”"
        case PostageTariff():
            return f"cước {vnd(term.price_vnd)}, {term.get_zone_display()}"
        case FeeCollection():
            return f"cách thu “{term.get_mode_display()}”"
    raise TypeError(term)


def days_in_words(term: DatedTerm) -> str:
    valid_to = getattr(term, "valid_to", None)
    return f"từ {term.valid_from:%d/%m/%Y}" + (f" đến {valid_to:%d/%m/%Y}" if valid_to else "")
