"""What the register tells everybody of an office. See portal/offices/plugs.py."""

from civil_registry.holdings import years_held

REGISTERS = years_held
