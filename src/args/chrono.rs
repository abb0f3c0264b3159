//! Dates and times of the crate chrono as values (feature `chrono`).

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};

use super::{Date, DateTime, Time, Value};

impl From<NaiveDate> for Value<'_> {
    /// The day; outside the years 0 to 9999, which no message can format, its text.
    fn from(date: NaiveDate) -> Self {
        day(date).map_or_else(|| Value::from(date.to_string()), Value::from)
    }
}

impl From<NaiveTime> for Value<'_> {
    /// The time, to the second.
    fn from(time: NaiveTime) -> Self {
        time_of_day(time).map_or_else(|| Value::from(time.to_string()), Value::from)
    }
}

impl From<NaiveDateTime> for Value<'_> {
    /// The day and time, to the second; outside the years 0 to 9999 its text.
    fn from(date_time: NaiveDateTime) -> Self {
        let parts = day(date_time.date()).zip(time_of_day(date_time.time()));
        match parts {
            Some((date, time)) => Value::from(DateTime::new(date, time)),
            None => Value::from(date_time.to_string()),
        }
    }
}

impl<Zone: TimeZone> From<chrono::DateTime<Zone>> for Value<'_> {
    /// The day and time in its own zone: convert it to that of the reader first
    /// ([`with_timezone`](chrono::DateTime::with_timezone)).
    fn from(date_time: chrono::DateTime<Zone>) -> Self {
        Value::from(date_time.naive_local())
    }
}

fn day(date: NaiveDate) -> Option<Date> {
    Date::new(u16::try_from(date.year()).ok()?, date.month() as u8, date.day() as u8)
}

fn time_of_day(time: NaiveTime) -> Option<Time> {
    Time::new(time.hour() as u8, time.minute() as u8, time.second() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;

    #[test]
    fn dates_of_chrono_are_dates() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let time = NaiveTime::from_hms_nano_opt(20, 44, 59, 1_999_999_999).unwrap();
        let zone = FixedOffset::east_opt(8 * 3600).unwrap();
        let zoned = zone.from_local_datetime(&date.and_time(time)).unwrap();
        for (value, expected) in [
            (Value::from(date), Value::from(Date::new(2026, 11, 23).unwrap())),
            (Value::from(time), Value::from(Time::new(20, 44, 59).unwrap())),
            (Value::from(zoned), Value::from("2026-11-23T20:44:59".parse::<DateTime>().unwrap())),
            (Value::from(NaiveDate::MAX), Value::from(NaiveDate::MAX.to_string())),
            (Value::from(NaiveDateTime::MIN), Value::from(NaiveDateTime::MIN.to_string())),
        ] {
            assert_eq!(value, expected);
        }
    }
}
