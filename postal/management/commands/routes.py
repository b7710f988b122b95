"""`manage.py routes`: every route, an address that opens on the demo data, and who may open it."""

import json

from django.core.management.base import CommandParser

from portal.commands import DatabaseCommand
from portal.routes import all_routes, samples_of_all_apps, url_of


class Command(DatabaseCommand):
    help = "List every route with its methods, its roles and an address that opens. Load the demo first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON list instead of lines")

    def handle(self, **options) -> None:
        samples, listed = samples_of_all_apps(), []
        for route in all_routes():
            if route.is_admin and route.name != "admin:index":
                continue
            url = url_of(route, samples)
            if url is None:
                self.stderr.write(f"No sample for {route.name} ({route.pattern})")
                continue
            listed.append({"name": route.name, "url": url, "methods": list(route.methods), "roles": route.roles})
        if options["json"]:
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1))
            return
        for row in listed:
            self.stdout.write(f"{row['url']:<50} {'/'.join(row['methods']):<10} {row['name']:<40} {', '.join(row['roles'])}")
