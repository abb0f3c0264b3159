//! [`Coded`]: a code with its arguments, for a program to return.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::Catalog;
use super::message::Message;
use crate::registry::Entry;
use crate::{Args, Code, CodeBuf, Preference, Value};

/// A code with its arguments, and the catalog that has the words for it: an error that a function returns long
/// before it is known who will read it.
///
/// It is displayed in the catalog's default locale, for logs; [`Coded::message`] has the words for a reader. The
/// module that a build script writes, with the feature `build`, has a function for each code that returns one.
/// Without such a module, [`Catalog::coded`] makes it.
///
/// Two are equal if their codes and their arguments are, whatever their catalogs.
///
/// # Example
///
/// ```
/// use codeword::{Catalog, Coded, Source};
///
/// let catalog = Catalog::builder()
///     .source(Source::files([
///         ("en-US/errors.ftl", "code-404001 = There is no order { $id }"),
///         ("de-DE/errors.ftl", "code-404001 = Die Bestellung { $id } gibt es nicht"),
///     ]))
///     .build()?;
///
/// fn find(catalog: &Catalog, id: &str) -> Result<u32, Coded> {
///     Err(catalog.coded(404001).with("id", id))
/// }
///
/// let error = find(&catalog, "7-A").unwrap_err();
/// assert_eq!(error.to_string(), "There is no order 7-A");
/// assert_eq!(error.message("de").unwrap().text(), "Die Bestellung 7-A gibt es nicht");
/// assert_eq!(error.http_status(), Some(404));
/// # Ok::<(), codeword::Error>(())
/// ```
///
/// It is one pointer wide, `Send + Sync + 'static`, and an [`Error`], so that it goes behind `?` and into an enum
/// of errors:
///
/// ```
/// use codeword::{Catalog, Coded};
///
/// #[derive(Debug, thiserror::Error)]
/// enum OrderError {
///     #[error(transparent)]
///     Refused(#[from] Coded),
///     #[error("the disk is gone")]
///     Disk(#[from] std::io::Error),
/// }
///
/// fn heartbeat() -> Result<(), OrderError> {
///     Err(Catalog::embedded().coded(codeword::polaris::HEARTBEAT_EXCEED_LIMIT))?;
///     Ok(())
/// }
///
/// assert!(heartbeat().unwrap_err().to_string().starts_with("The heartbeat limit was exceeded"));
/// ```
#[derive(Clone)]
#[must_use = "an error is of no use unless it is returned"]
pub struct Coded(Box<Parts>);

#[derive(Clone)]
struct Parts {
    code: CodeBuf,
    args: Args<'static>,
    catalog: Catalog,
}

impl Catalog {
    /// A code to be returned as an error, without arguments so far.
    ///
    /// The code may be one that the catalog does not have: then it is displayed as it is spelled, and has no
    /// message.
    pub fn coded<'c>(&self, code: impl Into<Code<'c>>) -> Coded {
        let code = code.into().to_code_buf();
        Coded(Box::new(Parts { code, args: Args::new(), catalog: self.clone() }))
    }

    /// The message of a code with its arguments, in the best locale for a reader: [`Catalog::format`] of what a
    /// [`Coded`] has.
    ///
    /// The words are this catalog's, also where the error was made by another: a catalog that was loaded anew
    /// says it in its own.
    ///
    /// ```
    /// use codeword::{Catalog, Source};
    ///
    /// let files = |text| Catalog::builder().source(Source::files([("en-US/errors.ftl", text)])).build();
    /// let error = files("code-1 = Wait { $seconds } s")?.coded(1).with("seconds", 5);
    ///
    /// let edited = files("code-1 = Try again in { $seconds } seconds")?;
    /// assert_eq!(edited.say(&error, "en").unwrap().text(), "Try again in 5 seconds");
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn say<'m, 'p>(
        &'m self,
        coded: &'m Coded,
        preference: impl Into<Preference<'p>>,
    ) -> Option<Message<'m>> {
        self.format(coded.code(), preference, coded.args())
    }
}

impl Coded {
    /// The same with one argument more, or with another value of one that it has. The value is kept, so what it
    /// borrows is copied.
    pub fn with<'v>(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Value<'v>>,
    ) -> Coded {
        self.0.args.set(name, value.into().into_owned());
        self
    }

    /// The code.
    pub fn code(&self) -> Code<'_> {
        self.0.code.as_code()
    }

    /// The arguments.
    pub fn args(&self) -> &Args<'static> {
        &self.0.args
    }

    /// The words for a reader, of the catalog that the error was made by; see [`Catalog::message`]. `None` if
    /// that catalog does not have the code.
    pub fn message<'p>(&self, preference: impl Into<Preference<'p>>) -> Option<Message<'_>> {
        self.0.catalog.say(self, preference)
    }

    /// The HTTP status: the one that the registry says, or else the one that the code carries
    /// ([`Code::http_status`]).
    pub fn http_status(&self) -> Option<u16> {
        let entry = self.0.catalog.registry().get(self.code());
        entry.map_or(self.code().http_status(), Entry::http_status)
    }
}

impl PartialEq for Coded {
    fn eq(&self, other: &Coded) -> bool {
        (self.code(), self.args()) == (other.code(), other.args())
    }
}

/// The text of the default locale; of a code that no locale has, the code as it is spelled.
impl fmt::Display for Coded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message(self.0.catalog.negotiator().default_locale()) {
            Some(message) => message.fmt(out),
            None => self.code().fmt(out),
        }
    }
}

impl fmt::Debug for Coded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Coded({}: {:?})", self.code(), self.to_string())
    }
}

impl Error for Coded {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    fn catalog() -> Catalog {
        let files = [
            ("de-DE/errors.ftl", "code-1 = Bestellung { $id }: { $left } übrig"),
            ("en-US/errors.ftl", "code-1 = Order { $id }: { $left } left\ncode-x = Gone"),
        ];
        Catalog::builder().source(Source::files(files)).default_locale("de-DE").build().unwrap()
    }

    #[test]
    fn it_outlives_what_it_was_made_of() {
        fn error<T: Error + Send + Sync + Clone + 'static>(_: &T) {}
        let coded = {
            let (catalog, id) = (catalog(), String::from("7-A"));
            catalog.coded(1).with("id", id.as_str()).with("left", 3)
        };
        error(&coded);
        assert_eq!(coded.message("en").unwrap().text(), "Order 7-A: 3 left");
        assert_eq!(size_of::<Coded>(), size_of::<usize>());
    }

    #[test]
    fn it_is_displayed_in_the_default_locale() {
        let catalog = catalog();
        for (coded, expected) in [
            (catalog.coded(1).with("id", "A").with("left", 0), "Bestellung A: 0 übrig"),
            // For a log, what is missing is seen.
            (catalog.coded(1).with("id", "A"), "Bestellung A: {$left} übrig"),
            (catalog.coded(Code::from_static("x")), "Gone"),
            (catalog.coded(404001), "404001"),
        ] {
            assert_eq!(coded.to_string(), expected);
        }
        assert_eq!(format!("{:>5}", catalog.coded(Code::from_static("x"))), " Gone");
        assert_eq!(format!("{:?}", catalog.coded(Code::from_static("x"))), r#"Coded(x: "Gone")"#);
    }

    #[test]
    fn equal_are_those_of_one_code_and_the_same_arguments() {
        let (one, other) = (catalog(), Catalog::embedded());
        let coded = one.coded(1).with("id", "A");
        assert_eq!(coded, other.coded(1).with("id", String::from("A")));
        assert_ne!(coded, one.coded(1).with("id", "B"));
        assert_ne!(coded, one.coded(2).with("id", "A"));
        assert!(other.say(&coded, "en").is_none());
        assert_eq!((other.coded(404001).http_status(), coded.http_status()), (Some(404), None));
    }
}
