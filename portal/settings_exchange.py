"""Other authorities: signed messages with their systems, and look-ups in the national population database."""

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()
_is_production = _env.str("DEPLOYMENT", default="demo") == "production"

# {"CATP-HN": "current next"}: by the partner's code; we sign with the first and take both while one is being changed.
EXCHANGE_SECRETS = _env.json("EXCHANGE_SECRETS", default={})
if any(len(_secret) < 32 for _pair in EXCHANGE_SECRETS.values() for _secret in _pair.split()):
    raise ImproperlyConfigured("EXCHANGE_SECRETS: a secret that signs has 32 characters or more.")
EXCHANGE_TIMEOUT_SECONDS = 10
EXCHANGE_SKEW_SECONDS = 300  # how far the clocks of two systems may differ
EXCHANGE_LONGEST_BODY = 1024 * 1024
EXCHANGE_RATE = _env.str("EXCHANGE_RATE", default="1200/m/key")  # calls of one partner
EXCHANGE_KEEP_DAYS = _env.int("EXCHANGE_KEEP_DAYS", default=90)  # contents, after they were confirmed or handled

# off, http (signed, to the partner below), or invented people (a demo only)
POPULATION_ADAPTER = _env.str("POPULATION_ADAPTER", default="off" if _is_production else "invented")
if POPULATION_ADAPTER not in {"off", "http"} and (_is_production or POPULATION_ADAPTER != "invented"):
    raise ImproperlyConfigured("POPULATION_ADAPTER must be 'off' or 'http'; 'invented' only in a demo.")
POPULATION_PARTNER = _env.str("POPULATION_PARTNER", default="CSDLQG-DC")  # its code at /so-tu-phap/trao-doi/
POPULATION_TIMEOUT_SECONDS = _env.float("POPULATION_TIMEOUT_SECONDS", default=3.0)  # an official waits for it
POPULATION_KEEP_DAYS = _env.int("POPULATION_KEEP_DAYS", default=30)  # what was asked and answered; the evidence stays
