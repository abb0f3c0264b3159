//! [`Pair`]: where a code stands in an object, and where the text that belongs to it.

use crate::Error;

/// The name of the arguments' object, unless [`Pair::with_args`] gives another.
const ARGS: &str = "args";

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
    /// [`Error::is_invalid_policy`] if a path has an empty name or more than 16 names, or if one field is
    /// the other or within it.
    pub fn new(code: &str, text: &str) -> Result<Pair, Error> {
        let (code, text) = (path(code)?, path(text)?);
        let args = path_beside(&text, ARGS)?;
        Pair { code, text, args }.checked()
    }

    /// The same pair with another name for the object of arguments beside the text.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the name is empty, has a full stop, or is that of the code or the
    /// text.
    pub fn with_args(self, name: &str) -> Result<Pair, Error> {
        let args = path_beside(&self.text, name)?;
        Pair { args, ..self }.checked()
    }

    /// A field is a number, a string or an object: no field can be, or be within, another.
    fn checked(self) -> Result<Pair, Error> {
        let fields = [&self.code, &self.text, &self.args];
        for (index, field) in fields.iter().enumerate() {
            for other in &fields[index + 1..] {
                if field.starts_with(other) || other.starts_with(field) {
                    return Err(Error::invalid_policy(format!(
                        "`{}` and `{}` cannot be fields of one object: name two different ones",
                        field.join("."),
                        other.join("."),
                    )));
                }
            }
        }
        Ok(self)
    }

    /// The paths of the code, of the text and of the arguments.
    pub(super) fn paths(&self) -> [&[String]; 3] {
        [&self.code, &self.text, &self.args]
    }
}

/// The names on the way from an object to a field.
type Path = Vec<String>;

/// How many names a path may have.
const PATH_LIMIT: usize = 16;

fn path(text: &str) -> Result<Path, Error> {
    let names: Path = text.split('.').map(str::to_owned).collect();
    if names.iter().any(String::is_empty) || names.len() > PATH_LIMIT {
        return Err(Error::invalid_policy(format!(
            "`{text}` is not a field: write a name such as `code`, or up to {PATH_LIMIT} names such as \
             `error.code`"
        )));
    }
    Ok(names)
}

/// The path of a field with this name beside another field.
fn path_beside(field: &[String], name: &str) -> Result<Path, Error> {
    let mut beside = path(name)?;
    if beside.len() > 1 {
        return Err(Error::invalid_policy(format!(
            "`{name}` is not a name beside a text: write one without a full stop"
        )));
    }
    beside.splice(..0, field[..field.len() - 1].iter().cloned());
    Ok(beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_stand_beside_the_text() {
        let names = |pair: Pair| pair.args.join(".");
        assert_eq!(names(Pair::new("code", "info").unwrap()), "args");
        assert_eq!(names(Pair::new("code", "error.text").unwrap()), "error.args");
        assert_eq!(names(Pair::new("code", "a.b").unwrap().with_args("c").unwrap()), "a.c");
    }

    #[test]
    fn an_impossible_pair_is_refused() {
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
