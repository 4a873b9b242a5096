"""German: a point in time is said with its weekday and with "Uhr"."""

DATETIME_FORMAT = r"l, j. F Y, G:i \U\h\r"
TIME_FORMAT = r"G:i \U\h\r"
