"""How apps that speak Integreat's API know this site: as one region. Checked by cms/api/integreat/checks.py."""

import environ

env = environ.Env()

#: Short name in addresses: lower case, digits, hyphens.
INTEGREAT_REGION = env("INTEGREAT_REGION", default="wegweiser")
#: What people call it, without "Stadt" or "Landkreis"; the name of the site if empty.
INTEGREAT_NAME = env("INTEGREAT_NAME", default="")
#: "Stadt", "Landkreis" …; may be empty.
INTEGREAT_PREFIX = env("INTEGREAT_PREFIX", default="")
#: Latitude, longitude (WGS 84). Unset: the middle of Germany as the Bundesamt für Kartographie und Geodäsie gives it.
INTEGREAT_COORDINATES = env.list("INTEGREAT_COORDINATES", cast=float, default=[51.1634, 10.4477])
#: West, south, east, north. Unset: about ten kilometres around the coordinates.
INTEGREAT_BOUNDING_BOX = env.list("INTEGREAT_BOUNDING_BOX", cast=float, default=[])
