"""Addresses of the roll-out: the cockpit, courses, and one unit on one page."""

from django.urls import path

from applications.rollout.views import cockpit, courses, office, papers, telling

app_name = "rollout"
COCKPIT, COURSES, OFFICE = "trien-khai/", "trien-khai/tap-huan/", "don-vi/<slug:slug>/"
UNIT = f"{COCKPIT}<slug:code>/<int:unit_id>/"

urlpatterns = [
    path(COCKPIT, cockpit.overview, name="cockpit"),
    path(f"{COCKPIT}them/", cockpit.add_phase, name="add_phase"),
    path(COURSES, courses.courses, name="courses"),
    path(f"{COURSES}them/", courses.add_course, name="add_course"),
    path(f"{COURSES}mau.csv", courses.template, name="course_template"),
    path(f"{COURSES}<slug:code>/", courses.course, name="course"),
    path(f"{COURSES}<slug:code>/diem-danh/", courses.tick, name="tick"),
    path(f"{COURSES}<slug:code>/them-nguoi/", courses.add_attendee, name="add_attendee"),
    path(f"{COURSES}<slug:code>/nhap/", courses.bring_in, name="attendees_file"),
    path(f"{COCKPIT}<slug:code>/", cockpit.phase, name="phase"),
    path(f"{COCKPIT}<slug:code>/ke-hoach/", cockpit.plan, name="plan"),
    path(f"{COCKPIT}<slug:code>/them-don-vi/", cockpit.join, name="join"),
    path(f"{COCKPIT}<slug:code>/in/", papers.ask_batch, name="ask_batch"),
    path(f"{COCKPIT}<slug:code>/in/<int:batch_id>/", papers.batch, name="batch"),
    path(UNIT, telling.unit, name="unit"),
    path(f"{UNIT}<slug:kind>/", telling.tell, name="tell"),
    path(f"{UNIT}<slug:kind>/<int:told_id>/rut/", telling.withdraw, name="withdraw"),
    path(f"{UNIT}anh/<int:told_id>/", telling.photo, name="photo"),
    path(OFFICE, office.office, name="office"),
    path(f"{OFFICE}mo/", office.open_, name="open"),
    path(f"{OFFICE}tam-dung/", office.close, name="close"),
    path(f"{OFFICE}to-in/", papers.ask, name="ask_paper"),
    path(f"{OFFICE}to-in/<int:paper_id>/", papers.paper, name="paper"),
]
