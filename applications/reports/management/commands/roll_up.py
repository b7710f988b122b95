"""`manage.py roll_up` closes the days that have ended; `--rebuild` makes all sums again; `--prove` counts twice."""

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from applications.reports import proof, rollup
from portal.commands import DatabaseCommand
from portal.offices.calendar import calendar_for


class Command(DatabaseCommand):
    help = "Cộng sẵn số liệu báo cáo của các ngày đã kết thúc, từ lịch sử hồ sơ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="bỏ số đã cộng và cộng lại từ đầu")
        parser.add_argument("--prove", action="store_true", help="đếm lại từ lịch sử và so với số đã cộng")

    def handle(self, *, rebuild: bool, prove: bool, **_options) -> None:
        now = timezone.now()
        days = rollup.rebuild(at=now) if rebuild else rollup.close_days(at=now)
        self.stdout.write(f"{days} ngày được khóa số liệu.")
        if prove:
            found = proof.differences(calendar_for(None), at=now)
            for each in found:
                self.stderr.write(f"{each.first_on:%d/%m/%Y}–{each.last_on:%d/%m/%Y}: {len(each.office_ids)} đơn vị không khớp")
            if found:
                raise CommandError(f"{len(found)} kỳ không khớp; chạy lại với --rebuild.")
            self.stdout.write("Số đã cộng khớp với lịch sử.")
