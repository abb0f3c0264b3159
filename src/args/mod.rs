//! [`Args`] and [`Value`]: what a message is formatted with.

mod argument;
#[cfg(feature = "chrono")]
mod chrono;
mod conversions;
mod date;
mod deserialize;
#[cfg(feature = "jiff")]
mod jiff;
mod number;
mod serialize;
#[cfg(feature = "time")]
mod time;

use std::borrow::Cow;
use std::fmt;

pub use argument::{DateArgument, NumberArgument};
pub use date::{Date, DateTime, Time};
#[cfg(feature = "json")]
pub(crate) use deserialize::BorrowedArgs;
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

    /// Sets the value of an argument. A [`None`] is one that is missing, whatever was given before.
    ///
    /// ```
    /// use codeword::Args;
    ///
    /// let owner: Option<&str> = None;
    /// assert_eq!(Args::new().with("id", 7).with("owner", owner), Args::new().with("id", 7));
    /// ```
    #[inline]
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) {
        let (name, value) = (name.into(), value.into());
        if let Kind::Missing = value.0 {
            return self.remove(&name);
        }
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

    /// Takes an argument away, so that the others keep their order.
    #[cold]
    fn remove(&mut self, name: &str) {
        let is_other = |(known, _): &Argument<'a>| known != name;
        let first = std::mem::take(&mut self.first).into_iter().flatten();
        let mut others = first.chain(std::mem::take(&mut self.more)).filter(is_other);
        self.first = [others.next(), others.next()];
        self.more = others.collect();
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

    /// The same arguments, which borrow nothing.
    pub fn into_owned(self) -> Args<'static> {
        let own = |(name, value): Argument<'a>| (Cow::Owned(name.into_owned()), value.into_owned());
        Args {
            first: self.first.map(|argument| argument.map(own)),
            more: self.more.into_iter().map(own).collect(),
        }
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
/// Values are made with [`From`], and an [`Option`] of one is a value or a missing argument. Integers of
/// every width are kept exact; `true` and `false` are texts. A [`Duration`] is its seconds, a number such
/// as 1.5, and a [`SystemTime`] its day and time in UTC. The features `chrono`, `jiff` and `time` add the
/// dates and times of those crates. A number is formatted for
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
/// assert_eq!(Value::from(true).to_string(), "true");
/// ```
///
/// [`Duration`]: std::time::Duration
/// [`SystemTime`]: std::time::SystemTime
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a>(pub(crate) Kind<'a>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind<'a> {
    /// Of an argument that was not given: no arguments have one, see [`Args::set`].
    Missing,
    Text(Cow<'a, str>),
    Number(Number),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
}

impl Value<'_> {
    /// The same value, which borrows nothing.
    pub fn into_owned(self) -> Value<'static> {
        Value(match self.0 {
            Kind::Missing => Kind::Missing,
            Kind::Text(text) => Kind::Text(Cow::Owned(text.into_owned())),
            Kind::Number(number) => Kind::Number(number),
            Kind::Date(date) => Kind::Date(date),
            Kind::Time(time) => Kind::Time(time),
            Kind::DateTime(date_time) => Kind::DateTime(date_time),
        })
    }

    /// About how many bytes it has as text, and seldom less.
    #[inline]
    fn length(&self) -> usize {
        match &self.0 {
            Kind::Missing => 0,
            Kind::Text(text) => text.len(),
            Kind::Number(_) | Kind::Date(_) | Kind::Time(_) | Kind::DateTime(_) => 20,
        }
    }

    /// Appends the value as it is displayed.
    #[inline]
    pub(crate) fn push_to(&self, out: &mut String) {
        match &self.0 {
            Kind::Missing => (),
            Kind::Text(text) => out.push_str(text),
            Kind::Number(number) => number.push_to(out),
            Kind::Date(_) | Kind::Time(_) | Kind::DateTime(_) => number::push_displayed(self, out),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Missing => Ok(()),
            Kind::Text(text) => out.write_str(text),
            Kind::Number(number) => number.fmt(out),
            Kind::Date(date) => date.fmt(out),
            Kind::Time(time) => time.fmt(out),
            Kind::DateTime(date_time) => date_time.fmt(out),
        }
    }
}
