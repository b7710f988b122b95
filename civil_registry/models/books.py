"""Register books and their entries. Source: 60/2014/QH13 Art. 4(2), 57, 60; TT 04/2020/TT-BTP Art. 29-30."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from civil_registry.models.kinds import EventKind
from portal.offices.models import Office


class RegisterBook(models.Model):
    """One book: what is written on its cover, and who holds it today (holders change with mergers, covers never)."""

    kind = models.CharField(max_length=30, choices=EventKind.choices)
    registered_at = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="books_opened")
    registered_place = models.CharField(max_length=200)  # as on the cover: "Ủy ban nhân dân phường Đống Mác, quận …"
    holder = models.ForeignKey(Office, models.PROTECT, related_name="books_held")
    year = models.PositiveSmallIntegerField()
    number = models.CharField("quyển số", max_length=30, blank=True)  # free text, never parsed: "01/1990"

    class Meta:
        verbose_name = "sổ hộ tịch"
        constraints = [
            models.UniqueConstraint(fields=["kind", "registered_place", "year", "number"], name="book_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.registered_place}"


class RegisterEntry(models.Model):
    """One entry of a book, as the book says it. `fields` holds what was written, by field code (events.py); a field the
    book does not have is absent. Names and places stay as at the registration."""

    class Source(models.TextChoices):
        DIGITISED = "digitised", "Số hóa"
        TRANSCRIBED = "transcribed", "Chép từ sổ giấy"
        REGISTERED = "registered", "Đăng ký qua cổng"

    book = models.ForeignKey(RegisterBook, models.PROTECT, related_name="entries")
    number = models.CharField("số", max_length=20)  # text: "12a", "12 bis"
    number_key = models.CharField(max_length=20, blank=True)  # folded, for search: "12bis"; made in entries.py
    registered_on = models.CharField("ngày đăng ký", max_length=10)  # partial ISO date: "1990", "1990-03", "1990-03-20"
    fields = models.JSONField()
    note = models.TextField("ghi chú", blank=True)
    subject_name = models.CharField(max_length=200)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    personal_id = models.CharField(max_length=12, blank=True, db_index=True)
    source = models.CharField(max_length=12, choices=Source.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    first_digest = models.CharField(max_length=32, blank=True)  # of what was first written: an import knows it again

    class Meta:
        verbose_name = "mục sổ"
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="entry_once_in_its_book"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | (Q(corrected_by__isnull=True) & ~Q(checked_by=F("added_by")))
                | (Q(corrected_by__isnull=False) & ~Q(checked_by=F("corrected_by"))),
                name="entry_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="entry_checked_by_somebody_some_time",
            ),
        ]
        indexes = [
            models.Index(fields=["book", "number_key"], name="entry_by_number_in_its_book"),
            models.Index(
                fields=["source", "book"],
                condition=Q(checked_by__isnull=True, added_by__isnull=False),
                name="entry_added_to_check",
            ),
            models.Index(
                fields=["book"],
                condition=Q(checked_by__isnull=True, corrected_by__isnull=False),
                name="entry_corrected_to_check",
            ),
        ]

    @property
    def writer_id(self) -> int | None:
        """Who wrote the words that stand: the last to correct them, else who typed them in. None: nobody of the office."""
        return self.corrected_by_id or (self.added_by_id if self.source == self.Source.TRANSCRIBED else None)

    @property
    def needs_check(self) -> bool:
        """Typed in or corrected here, and nobody else has compared it with the page of the book yet."""
        return self.writer_id is not None and self.checked_by_id is None

    @property
    def other_names(self) -> str:
        """The other persons of the entry, as in a list: "Phạm Thị Hạnh, Nguyễn Văn Thành"."""
        names = (value for code, value in sorted(self.fields.items(), reverse=True) if code.endswith("_name"))
        return ", ".join(name for name in names if name != self.subject_name)


class EntryCorrection(models.Model):
    """One correction of an entry from the paper book, which prevails: what stood before, who changed it, on what ground.

    Source: 60/2014/QH13 Art. 60(2).
    """

    entry = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField()  # of the entry, after it
    before = models.JSONField()  # {code: what stood there}; "@note" and "@registered_on" for what is no field
    after = models.JSONField()
    ground = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lần sửa mục sổ"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="correction_once_per_version"),
            models.CheckConstraint(condition=~Q(ground=""), name="correction_has_ground"),
        ]


class EntryName(models.Model):
    """Where a name of an entry can be entered from: "nguyen thi mo", "thi mo" and "mo" are three rows of one name, so that
    any run of its words is the beginning of a key and one index finds it. Derived; made and remade by names.py.

    Keys are bytes: both databases compare them one by one, whatever the collation of the machine.
    """

    # Derived, so the database need not prove either row a second time: that would be half the time of an import.
    entry = models.ForeignKey(RegisterEntry, models.CASCADE, related_name="names", db_constraint=False)
    book = models.ForeignKey(RegisterBook, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    key = models.BinaryField()  # text.search_key(), UTF-8

    class Meta:
        verbose_name = "khóa tìm tên"
        indexes = [models.Index(fields=["book", "key", "entry"], name="entry_name_in_its_book")]
