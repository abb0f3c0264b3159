//! [`Args`] and [`Value`]: what a message is formatted with.

mod date;
mod deserialize;
mod number;

use std::borrow::Cow;
use std::fmt;

pub use date::{Date, DateTime, Time};
pub(crate) use number::{Number, is_number};

/// The arguments of a message, by the names that it calls them: `{ $limit }`.
///
/// They are built with [`Args::with`], from an iterator, or with serde from any map. A name that is
/// given twice has its last value.
///
/// # Example
///
/// ```
/// use codeword::{Args, Catalog, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::files([(
///         "en-US/errors.ftl",
///         "code-1 = { $limit ->
///             [one] { $name } allows one heartbeat
///            *[other] { $name } allows { $limit } heartbeats
///         }",
///     )]))
///     .build()?;
///
/// let args = Args::new().with("name", "orders").with("limit", 5);
/// let message = catalog.format(1, "en-US", &args).unwrap();
/// assert_eq!(message.text(), "orders allows 5 heartbeats");
///
/// let args: Args = serde_json::from_str(r#"{"name": "orders", "limit": 1}"#).unwrap();
/// assert_eq!(catalog.format(1, "en-US", &args).unwrap().text(), "orders allows one heartbeat");
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args<'a> {
    // A message has few arguments: a short list is searched faster than a table, and the first two
    // are not allocated.
    first: [Option<Argument<'a>>; 2],
    more: Vec<Argument<'a>>,
}

type Argument<'a> = (Cow<'a, str>, Value<'a>);

impl<'a> Args<'a> {
    /// No arguments.
    #[inline]
    pub const fn new() -> Args<'a> {
        Args { first: [None, None], more: Vec::new() }
    }

    /// These arguments and one more.
    #[inline]
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Args<'a> {
        self.set(name, value);
        self
    }

    /// Sets the value of an argument.
    #[inline]
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) {
        let (name, value) = (name.into(), value.into());
        match &mut self.first {
            [first @ None, _] => *first = Some((name, value)),
            _ => self.set_next(name, value),
        }
    }

    /// Sets an argument that is not the first one.
    fn set_next(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        let mut known = self.first.iter_mut().flatten().chain(&mut self.more);
        if let Some((_, known)) = known.find(|(known, _)| *known == name) {
            *known = value;
        } else if let Some(free) = self.first.iter_mut().find(|place| place.is_none()) {
            *free = Some((name, value));
        } else {
            self.more.push((name, value));
        }
    }

    /// The value of an argument.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        match &self.first {
            [Some((known, value)), _] if *known == name => Some(value),
            _ => self.get_next(name),
        }
    }

    /// The value of an argument that is not the first one.
    #[inline(never)]
    fn get_next(&self, name: &str) -> Option<&Value<'a>> {
        let mut others = self.first.iter().skip(1).flatten().chain(&self.more);
        others.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The arguments, in the order in which they were given.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value<'a>)> {
        self.first.iter().flatten().chain(&self.more).map(|(name, value)| (&**name, value))
    }

    /// About how many bytes all values have as text, and seldom less.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        self.iter().map(|(_, value)| value.length()).sum()
    }
}

impl<'a, N: Into<Cow<'a, str>>, V: Into<Value<'a>>> FromIterator<(N, V)> for Args<'a> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(arguments: I) -> Args<'a> {
        let mut args = Args::new();
        args.extend(arguments);
        args
    }
}

impl<'a, N: Into<Cow<'a, str>>, V: Into<Value<'a>>> Extend<(N, V)> for Args<'a> {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, arguments: I) {
        for (name, value) in arguments {
            self.set(name, value);
        }
    }
}

/// The value of an argument: a text, a number, a date or a time.
///
/// Values are made with [`From`]. Integers of every width are kept exact. A number is formatted for
/// the reader's locale only where the message asks for it, `{ NUMBER($n) }`; a bare `{ $port }` is its
/// digits, so that port 8080 does not become 8,080.
///
/// ```
/// use codeword::{Date, Value};
///
/// assert_eq!(Value::from("orders").to_string(), "orders");
/// assert_eq!(Value::from(u128::MAX).to_string(), "340282366920938463463374607431768211455");
/// assert_eq!(Value::from(0.5).to_string(), "0.5");
/// assert_eq!(Value::from(Date::new(2026, 11, 23).unwrap()).to_string(), "2026-11-23");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a>(pub(crate) Kind<'a>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind<'a> {
    Text(Cow<'a, str>),
    Number(Number),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
}

impl Value<'_> {
    /// About how many bytes it has as text, and seldom less.
    #[inline]
    fn length(&self) -> usize {
        match &self.0 {
            Kind::Text(text) => text.len(),
            Kind::Number(_) | Kind::Date(_) | Kind::Time(_) | Kind::DateTime(_) => 20,
        }
    }

    /// Appends the value as it is displayed.
    #[inline]
    pub(crate) fn push_to(&self, out: &mut String) {
        match &self.0 {
            Kind::Text(text) => out.push_str(text),
            Kind::Number(number) => number.push_to(out),
            Kind::Date(_) | Kind::Time(_) | Kind::DateTime(_) => number::push_displayed(self, out),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Text(text) => out.write_str(text),
            Kind::Number(number) => number.fmt(out),
            Kind::Date(date) => date.fmt(out),
            Kind::Time(time) => time.fmt(out),
            Kind::DateTime(date_time) => date_time.fmt(out),
        }
    }
}

macro_rules! from_values {
    ($($kind:ident: $($value:ty),+;)+) => {$($(
        impl<'a> From<$value> for Value<'a> {
            fn from(value: $value) -> Value<'a> {
                Value(Kind::$kind(value.into()))
            }
        }
    )+)+};
}

from_values! {
    Text: &'a str, &'a String, String, Cow<'a, str>;
    Number: i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64;
    Date: Date;
    Time: Time;
    DateTime: DateTime;
}
