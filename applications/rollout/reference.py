"""The phases of the two seeds, and the course of 18-19/7/2018, as rows. Safe to repeat; what the Department added stays.

Units come from the activations that the reference data of offices holds; what was deduced there is marked so here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from applications.rollout.models import Course, Phase, PhaseUnit, Precision
from portal.offices.models import ServiceActivation
from portal.offices.reference import EXTRACT_COPY, LEVEL_3_JUSTICE

SEED_1 = "Hà Nội triển khai dịch vụ công trực tuyến mức độ 4 về hộ tịch từ ngày 1/8 (2018)"
SEED_2 = "Kế hoạch 198/KH-UBND: dịch vụ công trực tuyến mức độ 3 lĩnh vực tư pháp cấp xã (2016)"
SERVICES = {
    EXTRACT_COPY: "Cấp bản sao trích lục hộ tịch",
    LEVEL_3_JUSTICE: "Dịch vụ công lĩnh vực tư pháp cấp xã",
}


@dataclass(frozen=True, slots=True)
class Known:
    code: str
    name: str
    procedure_code: str
    online_level: int
    planned_on: date
    precision: str
    source: str


PHASES = (
    Known(
        "L3-phase-1",
        "Giai đoạn 1: 139 xã thuộc 6 huyện",
        LEVEL_3_JUSTICE,
        3,
        date(2016, 11, 1),
        Precision.MONTH,
        SEED_2,
    ),
    Known(
        "L3-phase-2",
        "Giai đoạn 2: 277 xã thuộc 12 huyện, thị xã",
        LEVEL_3_JUSTICE,
        3,
        date(2016, 12, 1),
        Precision.MONTH,
        SEED_2,
    ),
    Known("L4-pilot-2017", "Thí điểm tại quận Long Biên", EXTRACT_COPY, 4, date(2017, 12, 31), Precision.YEAR, SEED_1),
    Known("L4-2018-08", "17 quận, huyện và các xã trực thuộc", EXTRACT_COPY, 4, date(2018, 8, 1), Precision.DAY, SEED_1),
    Known(
        "L4-2025-07",
        "126 xã, phường sau sắp xếp",
        EXTRACT_COPY,
        4,
        date(2025, 7, 1),
        Precision.DAY,
        "Nghị quyết 1656/NQ-UBTVQH15; việc mở dịch vụ ở mọi xã, phường là suy ra",
    ),
)
COURSE = "tap-huan-2018-07"


def load_rollout(*, at: datetime) -> dict[str, int]:
    """Phases, their units and the course of 2018. Returns how many of each there are now."""
    with transaction.atomic():
        phases = {known.code: _phase(known, at) for known in PHASES}
        _load_units(phases)
        _load_course(phases["L4-2018-08"], at)
        return {"phases": Phase.objects.count(), "units": PhaseUnit.objects.count(), "courses": Course.objects.count()}


def _phase(known: Known, at: datetime) -> Phase:
    fields = {name: getattr(known, name) for name in Known.__dataclass_fields__ if name != "code"}
    return Phase.objects.get_or_create(code=known.code, defaults=fields | {"made_at": at})[0]


def _load_units(phases: dict[str, Phase]) -> None:
    there = set(PhaseUnit.objects.values_list("phase_id", "office_id"))
    opened = ServiceActivation.objects.filter(phase__in=phases).values_list("phase", "office_id", "basis").distinct()
    PhaseUnit.objects.bulk_create(
        [
            PhaseUnit(phase=phases[code], office_id=office_id, basis=basis)
            for code, office_id, basis in opened
            if (phases[code].pk, office_id) not in there
        ],
        batch_size=500,
    )


def _load_course(phase: Phase, at: datetime) -> None:
    Course.objects.get_or_create(
        code=COURSE,
        defaults={
            "phase": phase,
            "title": "Tập huấn dịch vụ công trực tuyến mức độ 4: cấp bản sao trích lục hộ tịch",
            "first_on": date(2018, 7, 18),
            "last_on": date(2018, 7, 19),
            "place": "Hà Nội",  # the source names no hall
            "organiser": "Sở Tư pháp, Sở Thông tin và Truyền thông",
            "reported_attendees": 450,
            "source": SEED_1,
            "made_at": at,
        },
    )
