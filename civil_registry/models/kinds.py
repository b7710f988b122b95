"""The kinds of civil-status event. Source: domain reference §2.1."""

from django.db import models


class EventKind(models.TextChoices):
    """Kinds of civil-status event, domain reference §2.1. Fields and papers of each: events.py."""

    BIRTH = "birth", "Khai sinh"
    BIRTH_NOTED = "birth_noted", "Ghi vào Sổ hộ tịch việc khai sinh"
    MARRIAGE = "marriage", "Kết hôn"
    MARRIAGE_NOTED = "marriage_noted", "Ghi chú kết hôn"
    DEATH = "death", "Khai tử"
    PARENT_CHILD = "parent_child", "Nhận cha, mẹ, con"
    GUARDIANSHIP = "guardianship", "Giám hộ"
    GUARDIANSHIP_END = "guardianship_end", "Chấm dứt giám hộ"
    GUARDIANSHIP_SUPERVISION = "guardianship_supervision", "Giám sát việc giám hộ"
    GUARDIANSHIP_SUPERVISION_END = "guardianship_supervision_end", "Chấm dứt giám sát việc giám hộ"
    CHANGE = "change", "Thay đổi, cải chính, bổ sung hộ tịch, xác định lại dân tộc"
    CHANGE_NOTED = "change_noted", "Ghi chú thay đổi hộ tịch"
    DIVORCE_NOTED = "divorce_noted", "Ghi chú ly hôn, hủy việc kết hôn"
    ADOPTION = "adoption", "Nuôi con nuôi"
