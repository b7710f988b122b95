"""Settings, read from the environment; a wrong value stops the start.

`DEPLOYMENT=demo` (default) keeps everything under var/ and needs no server beside it.
`DEPLOYMENT=production` refuses to start without a real SECRET_KEY and ways out for messages, and never loads demo accounts.
"""

import re
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.settings_accounts import *  # noqa: F403
from portal.settings_exchange import *  # noqa: F403
from portal.settings_schedule import *  # noqa: F403
from portal.settings_signing import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Deployment -------------------------------------------------------------------------------------------------

DEPLOYMENT = env.str("DEPLOYMENT", default="demo")
if DEPLOYMENT not in {"demo", "production"}:
    raise ImproperlyConfigured(f"DEPLOYMENT is {DEPLOYMENT!r}; it must be 'demo' or 'production'.")
IS_PRODUCTION = DEPLOYMENT == "production"
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    key = env.str("SECRET_KEY", default="")
    if IS_PRODUCTION:
        if len(key) < 50 or len(set(key)) < 10 or key.startswith("django-insecure"):
            raise ImproperlyConfigured("Production needs a SECRET_KEY of 50 random characters or more.")
        return key
    if key:
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IS_PRODUCTION else ["*"])
if IS_PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("Production needs ALLOWED_HOSTS, the names under which the portal is reached.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address printed on papers and sent in messages; no trailing slash.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
if IS_PRODUCTION and not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("Production needs PUBLIC_URL, the https:// address that is printed on papers.")
if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("Production never runs with DEBUG: its pages show settings and what people typed.")

# --- Applications -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",  # django.contrib.admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_fsm",
    "django_htmx",
    "csp",
    "portal.audit",
    "portal.accounts",
    "portal.offices",
    "portal.documents",
    "portal.messaging",
    "portal.exchange",
    "portal.population",
    "portal.registrations",
    "portal.pages",
    "portal.difficulties",
    "portal.reflections",
    "portal.operations",
    "civil_registry",
    "applications",
    "applications.training",
    "applications.linked",
    "applications.statutory",
    "applications.reports",
    "applications.overviews",
    "applications.rollout",
    "applications.visits",
    "applications.assisted",
    "applications.ratings",
    "postal",
]

MIDDLEWARE = [
    "portal.middleware.HealthMiddleware",
    "portal.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.RequestIdMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.LogInMiddleware",
    "portal.accounts.middleware.PostingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "applications.assisted.middleware.SittingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.SaveDataMiddleware",
    "portal.middleware.PrivacyHeadersMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
                "applications.tabs.tab_counts",
                "applications.assisted.context.sitting",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.templatetags.portal"],
        },
    }
]

# --- Database: SQLite is the embedded default, PostgreSQL the real home -------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Compiling a report's plan takes longer (80 ms) than running it as it is; a page out of order costs what any other does on
    # today's disks, and believed to cost four it makes PostgreSQL read ten million dossiers to find a few (2.6 s for 70 ms).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off -c random_page_cost=1.1")

# --- Cache: shared between workers, because rate limits count in it -----------------------------------------------

CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}

# --- Time and language --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# --- Static files and private files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
PRIVATE_FILES_DIR = VAR_DIR / "private"  # never below the web root; served only through an access check
STORAGES = {
    "default": {
        "BACKEND": env.str("PRIVATE_STORAGE", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("PRIVATE_STORAGE_OPTIONS", default={"location": str(PRIVATE_FILES_DIR)}),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 60  # a supplement page has two inputs for each thing asked for
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.uploading.GuardedTemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
UPLOAD_MAX_FILES = 12
REGISTER_IMPORT_MAX_BYTES = env.int("REGISTER_IMPORT_MAX_BYTES", default=64 * 1024 * 1024)
UPLOAD_MAX_BYTES_AT = {"/mot-cua/so-ho-tich/nhap/": REGISTER_IMPORT_MAX_BYTES}  # a page that takes more than the others
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")  # host:port of clamd; empty: no scanner
CLAMAV_TIMEOUT_SECONDS = 20

# --- Accounts -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:landing"
LOGOUT_REDIRECT_URL = "/"
# Where the day of a role begins. Names only: the project knows no application.
HOME_OF_ROLE = {
    "citizen": "applications:mine",
    "reception_officer": "desk:queue",
    "civil_status_officer": "desk:queue",
    "accountant": "money:today",
    "social_officer": "linked:queue",
    "police_officer": "linked:queue",
    "insurance_officer": "linked:queue",
    "office_leader": "desk:tray",
    "postal_worker": "postal:today",
    "postal_supervisor": "postal:today",
    "district_supervisor": "reports:overview",
    "department_viewer": "reports:overview",
    "department_admin": "reports:overview",
    "it_officer": "registrations:index",
}
# How log-in behaves: see portal/settings_accounts.py
SESSION_COOKIE_AGE = 30 * 60  # visual.md §9: "Đã đăng xuất vì không dùng 30 phút"
SESSION_SAVE_EVERY_REQUEST = False  # PostingMiddleware prolongs the sessions of people who have logged in
# Pages of services that may carry a note of the Department, by the name it is asked for. Names only, as above.
NOTE_PLACES = {
    "trich-luc-khai-sinh": "Trích lục khai sinh",
    "trich-luc-ket-hon": "Trích lục kết hôn",
    "trich-luc-khai-tu": "Trích lục khai tử",
    "viec-khac": "Việc hộ tịch khác",
}
# Procedures that a difficulty may be about, by national code.
PROCEDURE_NAMES = {"2.000635": "Cấp bản sao trích lục hộ tịch"}
DRAFT_DAYS = 30
SITTING_MINUTES = env.int("SITTING_MINUTES", default=20)  # of silence, after which filing for a person at the desk ends
RATING_CHANGE_DAYS = env.int("RATING_CHANGE_DAYS", default=30)  # after the first one
SUPPLEMENT_DAYS = 30  # how long a supplement is waited for before the dossier is closed
STUCK_WORKING_HOURS = env.int("STUCK_WORKING_HOURS", default=4)  # without an event: the radar shows the dossier

# Accounts of officials: portal/registrations
STAFF_LINK_HOURS = env.int("STAFF_LINK_HOURS", default=72)  # how long a one-time link to a first password opens
STAFF_UNUSED_DAYS = env.int("STAFF_UNUSED_DAYS", default=90)  # without log-in: locked,
STAFF_UNUSED_WARN_DAYS = env.int("STAFF_UNUSED_WARN_DAYS", default=14)  # after a letter that many days before
STAFF_ROUND_OPENS = env.str("STAFF_ROUND_OPENS", default="11-01")  # month and day on which units are asked who is still there
STAFF_ROUND_DAYS = env.int("STAFF_ROUND_DAYS", default=30)  # to answer; what nobody confirmed then ends
STAFF_ROUND_WARN_DAYS = env.int("STAFF_ROUND_WARN_DAYS", default=7)

# --- The seal on papers ---------------------------------------------------------------------------------------------

# The root key signs the lists by which a seal is checked offline. Its private half lies on no server; a demo has it in var/.
SEAL_ROOT_PUBLIC_KEY = env.str("SEAL_ROOT_PUBLIC_KEY", default="")  # x and y in hexadecimal, as `seal_key root` prints it
if SEAL_ROOT_PUBLIC_KEY and not re.fullmatch("[0-9a-f]{128}", SEAL_ROOT_PUBLIC_KEY):
    raise ImproperlyConfigured("SEAL_ROOT_PUBLIC_KEY is what `manage.py seal_key root` prints: 128 hexadecimal digits.")
SEAL_ROOT_KEY_FILE = "" if IS_PRODUCTION else str(VAR_DIR / "seal-root.pem")

# --- Security -----------------------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.pages.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
HEALTH_PATHS = frozenset({"/song/", "/san-sang/"})
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # reverse proxies in front that write X-Forwarded-For
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IS_PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- Background work ----------------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = VAR_DIR / "celery"
    for _folder in ("queue", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "queue"),
        "data_folder_out": str(_queue / "queue"),
        "control_folder": str(_queue / "control"),
        "polling_interval": 0.1,
    }
else:
    # A citizen does not wait for a dead broker: one more try, then the sweep finds the work.
    _no_waiting = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "socket_connect_timeout": 1}
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120, "unacked_restore_throttle": 1} | _no_waiting
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_TIME_LIMIT = 300
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# What beat asks for and when: portal/settings_schedule.py

# --- Digital signatures: see portal/settings_signing.py ------------------------------------------------------------

DEMO_AUTHORITY_DIR = VAR_DIR / "demo-ca"  # never in production

# --- Messages -----------------------------------------------------------------------------------------------------

OUTBOX_DIR = VAR_DIR / "outbox"
MESSAGE_TIMEOUT_SECONDS = 10
EMAIL_URL = env.str("EMAIL_URL", default="")  # smtp+tls://user:password@host:587; empty: written to OUTBOX_DIR
# Messages in files reach nobody and would count as sent. E-mail cannot be off: log-in codes and lost passwords need it.
if IS_PRODUCTION and not EMAIL_URL.startswith("smtp"):
    raise ImproperlyConfigured("Production needs EMAIL_URL, the mail server: smtp+tls://user:password@host:587.")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = OUTBOX_DIR / "emails"
EMAIL_TIMEOUT = MESSAGE_TIMEOUT_SECONDS
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Hộ tịch trực tuyến Hà Nội <khong-tra-loi@hotich.example>")
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")  # empty: written to OUTBOX_DIR; off: kept as "not sent"
SMS_IS_OFF = SMS_GATEWAY_URL == "off"
if IS_PRODUCTION and not SMS_IS_OFF and not SMS_GATEWAY_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("Production needs SMS_GATEWAY_URL, the https:// address of the gateway, or 'off' without one.")
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", default="")
SMS_GATEWAY_UNICODE = env.bool("SMS_GATEWAY_UNICODE", default=True)

# --- Payments: a gateway by VNPay's public scheme; off without an address -------------------------------------------

PAYMENT_GATEWAY_URL = env.str("PAYMENT_GATEWAY_URL", default="")
PAYMENT_GATEWAY_CODE, PAYMENT_GATEWAY_SECRET = (env.str(f"PAYMENT_GATEWAY_{name}", default="") for name in ("CODE", "SECRET"))
if PAYMENT_GATEWAY_URL and not (PAYMENT_GATEWAY_CODE and len(PAYMENT_GATEWAY_SECRET) >= 16):
    raise ImproperlyConfigured("PAYMENT_GATEWAY_URL needs PAYMENT_GATEWAY_CODE and the PAYMENT_GATEWAY_SECRET that signs.")

# --- Carriers: secrets shared with the systems of post offices, by the office's code; two while one is being changed -------

CARRIER_SECRETS = env.json("CARRIER_SECRETS", default={})  # {"BD-0001": "new-secret old-secret"}
CARRIER_TIMEOUT_SECONDS = 10

# --- Exchange with other authorities, population database: portal/settings_exchange.py --------------------------------

EXCHANGE_DIR = Path(env.str("EXCHANGE_DIR", default=str(VAR_DIR / "exchange")))  # signed files: <code>/in, <code>/out

# --- Logs: JSON lines with a request id and no personal data ------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING_CONFIG = "portal.logs.configure"
LOGGING = {"level": LOG_LEVEL}
