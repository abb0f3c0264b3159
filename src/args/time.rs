//! Dates and times of the crate time as values (feature `time`).

use time::{OffsetDateTime, PrimitiveDateTime};

use super::{Date, DateTime, Time, Value};

impl From<time::Date> for Value<'_> {
    /// The day; outside the years 0 to 9999, which no message can format, its text.
    fn from(date: time::Date) -> Self {
        day(date).map_or_else(|| Value::from(date.to_string()), Value::from)
    }
}

impl From<time::Time> for Value<'_> {
    /// The time, to the second.
    fn from(time: time::Time) -> Self {
        time_of_day(time).map_or_else(|| Value::from(time.to_string()), Value::from)
    }
}

impl From<PrimitiveDateTime> for Value<'_> {
    /// The day and time, to the second; outside the years 0 to 9999 its text.
    fn from(date_time: PrimitiveDateTime) -> Self {
        match day(date_time.date()).zip(time_of_day(date_time.time())) {
            Some((date, time)) => Value::from(DateTime::new(date, time)),
            None => Value::from(date_time.to_string()),
        }
    }
}

impl From<OffsetDateTime> for Value<'_> {
    /// The day and time at its own offset: convert it to that of the reader first
    /// ([`to_offset`](OffsetDateTime::to_offset)).
    fn from(date_time: OffsetDateTime) -> Self {
        Value::from(PrimitiveDateTime::new(date_time.date(), date_time.time()))
    }
}

fn day(date: time::Date) -> Option<Date> {
    Date::new(u16::try_from(date.year()).ok()?, date.month().into(), date.day())
}

fn time_of_day(time: time::Time) -> Option<Time> {
    Time::new(time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::{Month, UtcOffset};

    #[test]
    fn dates_of_time_are_dates() {
        let date = time::Date::from_calendar_date(2026, Month::November, 23).unwrap();
        let time = time::Time::from_hms_nano(20, 44, 10, 999_999_999).unwrap();
        let at_offset = date.with_time(time).assume_offset(UtcOffset::from_hms(8, 0, 0).unwrap());
        for (value, expected) in [
            (Value::from(date), Value::from(Date::new(2026, 11, 23).unwrap())),
            (Value::from(time), Value::from(Time::new(20, 44, 10).unwrap())),
            (
                Value::from(at_offset),
                Value::from("2026-11-23T20:44:10".parse::<DateTime>().unwrap()),
            ),
            (Value::from(time::Date::MIN), Value::from(time::Date::MIN.to_string())),
        ] {
            assert_eq!(value, expected);
        }
    }
}
