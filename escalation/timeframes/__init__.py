"""From a Case to the answer for each limit of its board."""

from escalation.timeframes.check import check_limit, check_timeframes
from escalation.timeframes.repeats import find_repeated
from escalation.timeframes.working_days import WorkingCalendar, calendar_of

__all__ = ["WorkingCalendar", "calendar_of", "check_limit", "check_timeframes", "find_repeated"]
