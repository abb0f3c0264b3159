//! [`Pair`]: where a code stands in an object, and where the text that belongs to it.

use crate::Error;

/// The name of the arguments' object, unless [`Pair::with_args`] gives another.
const ARGS: &str = "args";

/// How many names a path may have.
const DEPTH_LIMIT: usize = 16;

/// The fields of a code, of its text, and of the message's arguments.
///
/// A field is a name, `code`, or a path of names, `error.code`, from the object that the pair is in.
/// The arguments are an object beside the text, called `args`.
///
/// ```
/// use codeword::response::Pair;
///
/// let polaris = Pair::new("code", "info")?;
/// let nested = Pair::new("error.code", "error.message")?.with_args("params")?;
///
/// assert!(Pair::new("error..code", "text").unwrap_err().is_invalid_policy());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    code: Path,
    text: Path,
    args: Path,
}

impl Pair {
    /// A pair of these fields.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if a path has an empty name or more than 16 names, or if one
    /// field would have to be within the other.
    pub fn new(code: &str, text: &str) -> Result<Pair, Error> {
        let (code, text) = (Path::parse(code)?, Path::parse(text)?);
        let args = text.sibling(ARGS)?;
        Pair { code, text, args }.checked()
    }

    /// The same pair with another name for the object of arguments beside the text.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the name is empty, has a full stop, or is that of the code or
    /// of the text.
    pub fn with_args(self, name: &str) -> Result<Pair, Error> {
        let args = self.text.sibling(name)?;
        Pair { args, ..self }.checked()
    }

    /// A field is a number, a string or an object: none can be, or be within, another.
    fn checked(self) -> Result<Pair, Error> {
        let fields = [&self.code, &self.text, &self.args];
        for (index, field) in fields.iter().enumerate() {
            for other in &fields[index + 1..] {
                if field.0.starts_with(&other.0) || other.0.starts_with(&field.0) {
                    let text = format!(
                        "`{}` and `{}` cannot be fields of one object: name two different ones",
                        field.0.join("."),
                        other.0.join("."),
                    );
                    return Err(Error::invalid_policy(text));
                }
            }
        }
        Ok(self)
    }

    pub(super) fn code(&self) -> &Path {
        &self.code
    }

    pub(super) fn text(&self) -> &Path {
        &self.text
    }

    pub(super) fn args(&self) -> &Path {
        &self.args
    }
}

/// The names on the way from an object to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path(Vec<String>);

impl Path {
    fn parse(text: &str) -> Result<Path, Error> {
        let names: Vec<String> = text.split('.').map(str::to_owned).collect();
        if names.iter().any(String::is_empty) || names.len() > DEPTH_LIMIT {
            return Err(Error::invalid_policy(format!(
                "`{text}` is no field: write a name such as `code`, or up to {DEPTH_LIMIT} names \
                 such as `error.code`"
            )));
        }
        Ok(Path(names))
    }

    fn sibling(&self, name: &str) -> Result<Path, Error> {
        let mut path = self.clone();
        match (path.0.last_mut(), &Path::parse(name)?.0[..]) {
            (Some(last), [name]) => last.clone_from(name),
            _ => {
                let text =
                    format!("`{name}` is no name beside a text: write one without a full stop");
                return Err(Error::invalid_policy(text));
            }
        }
        Ok(path)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_stand_beside_the_text() {
        let names = |pair: Pair| pair.args().names().collect::<Vec<_>>().join(".");
        assert_eq!(names(Pair::new("code", "info").unwrap()), "args");
        assert_eq!(names(Pair::new("code", "error.text").unwrap()), "error.args");
        assert_eq!(names(Pair::new("code", "a.b").unwrap().with_args("c").unwrap()), "a.c");
    }

    #[test]
    fn what_can_be_no_pair_is_refused() {
        for (code, text, args) in [
            ("", "info", "args"),
            ("code", ".", "args"),
            ("code", "code", "args"),
            ("error", "error.message", "args"),
            ("error.code", "error", "args"),
            ("code", "args", "args"),
            ("code", "info", ""),
            ("code", "info", "a.b"),
            ("code", "info", "code"),
            ("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "info", "args"),
        ] {
            let pair = Pair::new(code, text).and_then(|pair| pair.with_args(args));
            assert!(pair.is_err_and(|error| error.is_invalid_policy()), "{code} {text} {args}");
        }
    }
}
