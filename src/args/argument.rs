//! [`NumberArgument`] and [`DateArgument`]: what `codes.toml` calls a number or a date, as a bound.

use std::num::NonZero;
use std::time::SystemTime;

use super::{Date, DateTime, Time, Value};

/// What can be given where `codes.toml` says `args = { limit = "number" }`: an integer, one that is not zero, or a
/// floating-point number.
///
/// The functions that [`include_catalog!`](crate::include_catalog) brings in ask for it. A number of your own, such as
/// an amount of money, has no more to do than to become a [`Value`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "codes.toml says that this argument is a number"
)]
pub trait NumberArgument: Into<Value<'static>> {}

/// What can be given where `codes.toml` says `args = { until = "date" }`: a [`Date`], a [`Time`], a [`DateTime`] or a
/// [`SystemTime`], and, with the features of their names, the dates and times of chrono, jiff and time.
///
/// The functions that [`include_catalog!`](crate::include_catalog) brings in ask for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a date nor a time",
    label = "codes.toml says that this argument is a date"
)]
pub trait DateArgument: Into<Value<'static>> {}

macro_rules! arguments {
    ($($kind:ident: $($value:ty),+;)+) => {$($(impl $kind for $value {})+)+};
}

arguments! {
    NumberArgument: i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64;
    NumberArgument: NonZero<i8>, NonZero<i16>, NonZero<i32>, NonZero<i64>, NonZero<i128>, NonZero<isize>;
    NumberArgument: NonZero<u8>, NonZero<u16>, NonZero<u32>, NonZero<u64>, NonZero<u128>, NonZero<usize>;
    DateArgument: Date, Time, DateTime, SystemTime;
}

#[cfg(feature = "chrono")]
arguments! {
    DateArgument: chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime;
}

#[cfg(feature = "chrono")]
impl<Zone: chrono::TimeZone> DateArgument for chrono::DateTime<Zone> {}

#[cfg(feature = "jiff")]
arguments! {
    DateArgument: jiff::civil::Date, jiff::civil::Time, jiff::civil::DateTime, jiff::ZonedDateTime;
    DateArgument: &jiff::ZonedDateTime, jiff::Timestamp;
}

#[cfg(feature = "time")]
arguments! {
    DateArgument: time::Date, time::Time, time::PrimitiveDateTime, time::OffsetDateTime;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Kind;

    fn is_number(number: impl NumberArgument) -> bool {
        matches!(number.into(), Value(Kind::Number(_)))
    }

    fn is_date(date: impl DateArgument) -> bool {
        matches!(date.into(), Value(Kind::Date(_) | Kind::Time(_) | Kind::DateTime(_)))
    }

    #[test]
    fn what_is_declared_a_number_is_one() {
        assert!(is_number(5) && is_number(u128::MAX) && is_number(0.5) && is_number(f32::MIN));
        assert!(is_number(NonZero::<u8>::MAX) && is_number(NonZero::<i128>::MIN));
    }

    #[test]
    fn what_is_declared_a_date_is_one() {
        let date_time: DateTime = "2026-11-23T20:44:10".parse().unwrap();
        assert!(is_date(date_time) && is_date(SystemTime::UNIX_EPOCH));
        assert!(is_date(Date::new(2026, 11, 23).unwrap()) && is_date(Time::new(1, 2, 3).unwrap()));
        #[cfg(feature = "chrono")]
        {
            let instant = chrono::DateTime::UNIX_EPOCH;
            assert!(is_date(instant) && is_date(instant.naive_utc()));
            assert!(is_date(instant.date_naive()) && is_date(instant.time()));
        }
        #[cfg(feature = "jiff")]
        {
            let zoned = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
            assert!(is_date(jiff::Timestamp::UNIX_EPOCH) && is_date(zoned.datetime()));
            assert!(is_date(zoned.date()) && is_date(zoned.time()));
            assert!(is_date(&zoned) && is_date(zoned));
        }
        #[cfg(feature = "time")]
        {
            let instant = time::OffsetDateTime::UNIX_EPOCH;
            assert!(is_date(instant) && is_date(instant.date()) && is_date(instant.time()));
            assert!(is_date(time::PrimitiveDateTime::new(instant.date(), instant.time())));
        }
    }
}
