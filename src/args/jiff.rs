//! Dates and times of the crate jiff as values (feature `jiff`).

use jiff::{Timestamp, ZonedDateTime, civil};

use super::{Date, DateTime, Time, Value};

impl From<civil::Date> for Value<'_> {
    /// The day; before the year 0, which no message can format, its text.
    fn from(date: civil::Date) -> Self {
        day(date).map_or_else(|| Value::from(date.to_string()), Value::from)
    }
}

impl From<civil::Time> for Value<'_> {
    /// The time, to the second.
    fn from(time: civil::Time) -> Self {
        time_of_day(time).map_or_else(|| Value::from(time.to_string()), Value::from)
    }
}

impl From<civil::DateTime> for Value<'_> {
    /// The day and time, to the second; before the year 0 its text.
    fn from(date_time: civil::DateTime) -> Self {
        match day(date_time.date()).zip(time_of_day(date_time.time())) {
            Some((date, time)) => Value::from(DateTime::new(date, time)),
            None => Value::from(date_time.to_string()),
        }
    }
}

impl From<&ZonedDateTime> for Value<'_> {
    /// The day and time in its own zone: convert it to that of the reader first
    /// ([`with_time_zone`](ZonedDateTime::with_time_zone)).
    fn from(zoned: &ZonedDateTime) -> Self {
        Value::from(zoned.datetime())
    }
}

impl From<ZonedDateTime> for Value<'_> {
    /// The day and time in its own zone.
    fn from(zoned: ZonedDateTime) -> Self {
        Value::from(&zoned)
    }
}

impl From<Timestamp> for Value<'_> {
    /// The day and time in UTC; before the year 0 its text.
    fn from(timestamp: Timestamp) -> Self {
        match DateTime::from_unix_milliseconds(timestamp.as_millisecond()) {
            Some(date_time) => Value::from(date_time),
            None => Value::from(timestamp.to_string()),
        }
    }
}

fn day(date: civil::Date) -> Option<Date> {
    // All three are small, and none of a month or day is negative.
    Date::new(u16::try_from(date.year()).ok()?, date.month() as u8, date.day() as u8)
}

fn time_of_day(time: civil::Time) -> Option<Time> {
    Time::new(time.hour() as u8, time.minute() as u8, time.second() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::{TimeZone, offset};

    #[test]
    fn dates_of_jiff_are_dates() {
        let date = civil::date(2026, 11, 23);
        let time = civil::time(20, 44, 10, 999_999_999);
        let zoned = date.to_datetime(time).to_zoned_datetime(TimeZone::fixed(offset(8))).unwrap();
        let at = |text: &str| Value::from(text.parse::<DateTime>().unwrap());
        for (value, expected) in [
            (Value::from(date), Value::from(Date::new(2026, 11, 23).unwrap())),
            (Value::from(time), Value::from(Time::new(20, 44, 10).unwrap())),
            (Value::from(&zoned), at("2026-11-23T20:44:10")),
            (Value::from(zoned.timestamp()), at("2026-11-23T12:44:10")),
            (Value::from(civil::Date::MIN), Value::from(civil::Date::MIN.to_string())),
            (Value::from(Timestamp::MIN), Value::from(Timestamp::MIN.to_string())),
        ] {
            assert_eq!(value, expected);
        }
    }
}
