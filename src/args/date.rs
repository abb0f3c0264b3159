//! [`Date`], [`Time`] and [`DateTime`] of the ISO calendar, without a time zone: the program decides
//! which zone a reader sees.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Error;

/// A day of the ISO calendar, from year 0 to 9999.
///
/// ```
/// use codeword::Date;
///
/// assert_eq!(Date::new(2026, 11, 23), "2026-11-23".parse().ok());
/// assert_eq!(Date::new(2026, 2, 29), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A time of day, to the second. A leap second counts as the 59th.
///
/// ```
/// use codeword::Time;
///
/// assert_eq!(Time::new(20, 44, 10), "20:44:10".parse().ok());
/// assert_eq!(Time::new(24, 0, 0), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
}

/// A day and a time of day.
///
/// ```
/// use codeword::{Date, DateTime, Time};
///
/// let date_time: DateTime = "2026-11-23T20:44:10".parse()?;
/// assert_eq!(date_time.date(), Date::new(2026, 11, 23).unwrap());
/// assert_eq!(date_time.time(), Time::new(20, 44, 10).unwrap());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    date: Date,
    time: Time,
}

impl Date {
    /// The day; `None` if the calendar has no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        let exists = year <= 9999 && 1 <= month && month <= 12 && 1 <= day && day <= last;
        if exists { Some(Date { year, month, day }) } else { None }
    }

    /// The year, 0 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl Time {
    /// The time; `None` for an hour above 23, a minute above 59 or a second above 60. A second of 60, a
    /// leap second, counts as the 59th.
    pub const fn new(hour: u8, minute: u8, second: u8) -> Option<Time> {
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Some(Time { hour, minute, second: if second == 60 { 59 } else { second } })
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    pub const fn second(self) -> u8 {
        self.second
    }
}

impl DateTime {
    /// The day and the time together.
    pub const fn new(date: Date, time: Time) -> DateTime {
        DateTime { date, time }
    }

    /// The day and time in UTC, so many milliseconds after 1970 began; `None` outside the years 0 to
    /// 9999.
    ///
    /// ```
    /// use codeword::DateTime;
    ///
    /// assert_eq!(DateTime::from_unix_milliseconds(0).unwrap().to_string(), "1970-01-01T00:00:00");
    /// ```
    pub fn from_unix_milliseconds(milliseconds: i64) -> Option<DateTime> {
        let seconds = milliseconds.div_euclid(1000);
        let (days, second_of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Days are counted from 1 March of year 0, in eras of 400 years, which are all of one length.
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let date = Date::new(u16::try_from(year).ok()?, month as u8, day as u8)?;
        let time = Time::new(
            (second_of_day / 3600) as u8,
            (second_of_day / 60 % 60) as u8,
            (second_of_day % 60) as u8,
        )?;
        Some(DateTime { date, time })
    }

    /// The day.
    pub const fn date(self) -> Date {
        self.date
    }

    /// The time of day.
    pub const fn time(self) -> Time {
        self.time
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = Error;

    /// The day and time in UTC.
    fn try_from(instant: SystemTime) -> Result<DateTime, Error> {
        let milliseconds = match instant.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).ok(),
            Err(before) => i64::try_from(before.duration().as_millis()).ok().map(|before| -before),
        };
        milliseconds
            .and_then(DateTime::from_unix_milliseconds)
            .ok_or_else(|| Error::invalid_date(&format!("{instant:?}")))
    }
}

/// The number that exactly `count` decimal digits are.
fn digits<N: FromStr>(text: &str, count: usize) -> Option<N> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `2026-11-23` (RFC 3339 §5.6, `full-date`).
    fn from_str(text: &str) -> Result<Date, Error> {
        let parse = || {
            let mut parts = text.splitn(3, '-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            Date::new(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
        };
        parse().ok_or_else(|| Error::invalid_date(text))
    }
}

impl FromStr for Time {
    type Err = Error;

    /// Reads `20:44:10` or `20:44`; fractions of a second are dropped.
    fn from_str(text: &str) -> Result<Time, Error> {
        let parse = || {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
            let mut parts = whole.splitn(3, ':');
            let (hour, minute) = (parts.next()?, parts.next()?);
            let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
            let is_fraction = fraction.bytes().all(|byte| byte.is_ascii_digit());
            Time::new(digits(hour, 2)?, digits(minute, 2)?, second).filter(|_| is_fraction)
        };
        parse().ok_or_else(|| Error::invalid_date(text))
    }
}

impl FromStr for DateTime {
    type Err = Error;

    /// Reads `2026-11-23T20:44:10` (RFC 3339 §5.6). An offset after it is dropped: the time that is
    /// shown is the one that the program wrote.
    fn from_str(text: &str) -> Result<DateTime, Error> {
        let parse = || {
            let (date, time) = text.split_once(['T', 't', ' '])?;
            let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
            let time = match time.rfind(['+', '-']) {
                Some(at) if time[at + 1..].parse::<Time>().is_ok() => &time[..at],
                Some(_) => return None,
                None => time,
            };
            Some(DateTime { date: date.parse().ok()?, time: time.parse().ok()? })
        };
        parse().ok_or_else(|| Error::invalid_date(text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}T{}", self.date, self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_must_be_in_the_calendar() {
        for (year, month, day, exists) in [
            (2024, 2, 29, true),
            (2023, 2, 29, false),
            (1900, 2, 29, false),
            (2000, 2, 29, true),
            (2026, 4, 31, false),
            (2026, 13, 1, false),
            (2026, 0, 1, false),
            (2026, 1, 0, false),
            (10000, 1, 1, false),
        ] {
            assert_eq!(Date::new(year, month, day).is_some(), exists, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn texts_of_rfc_3339_are_read() {
        for (text, expected) in [
            ("2026-11-23T20:44:10", Some("2026-11-23T20:44:10")),
            ("2026-11-23T20:44:10Z", Some("2026-11-23T20:44:10")),
            ("2026-11-23 20:44:10.123+08:00", Some("2026-11-23T20:44:10")),
            ("2026-11-23T20:44-05:00", Some("2026-11-23T20:44:00")),
            ("2026-12-31T23:59:60Z", Some("2026-12-31T23:59:59")),
            ("2026-11-23", None),
            ("2026-11-23T", None),
            ("2026-11-23T25:00:00", None),
            ("2026-11-23T20:44:10+8", None),
            ("26-11-23T20:44:10", None),
            ("", None),
        ] {
            let parsed = text.parse::<DateTime>().ok().map(|date_time| date_time.to_string());
            assert_eq!(parsed.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn unix_time_becomes_a_date() {
        for (milliseconds, expected) in [
            (0, Some("1970-01-01T00:00:00")),
            (-1, Some("1969-12-31T23:59:59")),
            (951_782_400_000, Some("2000-02-29T00:00:00")),
            (1_795_466_650_000, Some("2026-11-23T20:44:10")),
            (253_402_300_799_999, Some("9999-12-31T23:59:59")),
            (253_402_300_800_000, None),
            (i64::MIN, None),
            (i64::MAX, None),
        ] {
            let date = DateTime::from_unix_milliseconds(milliseconds).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{milliseconds}");
        }
    }
}
