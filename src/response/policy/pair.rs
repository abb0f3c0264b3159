//! [`Pair`]: where a code stands in an object, and where the text that belongs to it.

use crate::Error;
use crate::response::json::{Form, PairPaths, Path};

/// The name of the arguments' object, unless [`Pair::with_args`] gives another.
const ARGS: &str = "args";

/// The fields of a code, of its text, and of the message's arguments.
///
/// A field is a name, `code`, or a path of names, `error.code`, from the object that the pair is in. The path
/// of a code and that of arguments may go through an array, `error.details[].reason`: the first element
/// that has the field counts.
///
/// The arguments are an object beside the text, called `args`. Or they are an array: its values are
/// `$arg0`, `$arg1` and so on, and an object among them stands for its member `defaultMessage`, as in
/// the errors of Spring.
///
/// ```
/// use codeword::response::Pair;
///
/// let polaris = Pair::new("code", "info")?;
/// let nested = Pair::new("error.code", "error.message")?.with_args("params")?;
/// let google = Pair::new("error.details[].reason", "error.message")?
///     .with_args("error.details[].metadata")?;
///
/// assert!(Pair::new("error..code", "text").unwrap_err().is_invalid_policy());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    code: Option<Path>,
    text: Path,
    args: Option<Path>,
    into: Option<(Path, Form)>,
}

impl Pair {
    /// A pair of these fields.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if a path has an empty name or more than 16 steps, if the code's ends in
    /// an array, goes through two or has a `*`, if the text is in an array or below a `*`, or if one field is
    /// the other or within it.
    pub fn new(code: &str, text: &str) -> Result<Pair, Error> {
        let (code, text) = (Some(path(code)?), path(text)?);
        let args = Some(text.beside(ARGS));
        Pair { code, text, args, into: None }.checked()
    }

    /// A text, or many of them, with no code beside: what it says tells its code, by the upstream's texts
    /// ([`Policy::generic_texts`](super::Policy::generic_texts)) and sentences
    /// ([`Policy::templates`](super::Policy::templates)).
    ///
    /// In the path, `*` is a member of any name, and `[]` any element of an array: `errors.*[]` are
    /// the strings in the arrays in `errors`.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{GenericTexts, Localizer, MediaType, Pair, Policy};
    ///
    /// let policy = Policy::default()
    ///     .pairs([Pair::without_code("errors.*[]")?])?
    ///     .generic_texts(GenericTexts::from_iter([(400202, "Not there.")]));
    /// let localizer = Localizer::new(Catalog::embedded(), policy);
    ///
    /// let body = r#"{"errors": {"Name": ["Not there.", "Too long."]}}"#;
    /// let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    /// assert_eq!(localized.into_body(), r#"{"errors": {"Name": ["未找到资源", "Too long."]}}"#);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the path has an empty name, more than 16 steps or more than one array.
    pub fn without_code(text: &str) -> Result<Pair, Error> {
        Ok(Pair { code: None, text: path(text)?, args: None, into: None })
    }

    /// The same pair with another object of arguments: the name of one beside the text, or a path with a
    /// full stop from the object that the pair is in.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if it is not a path, or if it is, or is within, the code or the text.
    pub fn with_args(self, args: &str) -> Result<Pair, Error> {
        let args = Some(self.beside_text(args)?);
        Pair { args, ..self }.checked()
    }

    /// The same pair, whose words do not take the place of the text but go into a member beside it, which is
    /// added or replaced: the name of one, or a path with a full stop from the object that the pair is in.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::response::{Localizer, MediaType, Pair, Policy};
    ///
    /// let pair = Pair::new("code", "info")?.with_into("localizedInfo")?;
    /// let localizer = Localizer::new(Catalog::embedded(), Policy::default().pairs([pair])?);
    /// let body = r#"{"code": 400202, "info": "not found"}"#;
    /// let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    /// assert_eq!(
    ///     localized.into_body(),
    ///     r#"{"code": 400202, "info": "not found", "localizedInfo": "未找到资源"}"#
    /// );
    /// # Ok::<(), codeword::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the pair has no code, if it is not a path of names, or if it is, or is
    /// within, another field of the pair.
    pub fn with_into(self, into: &str) -> Result<Pair, Error> {
        let into = Some((self.beside_text(into)?, Form::Text));
        Pair { into, ..self }.checked()
    }

    /// The same pair, whose words go into an array of details as Google has them, `error.details`: an element
    /// with the `@type` of `google.rpc.LocalizedMessage`, the `locale` and the `message` is added, or
    /// replaced. The array is added if there is none.
    ///
    /// # Errors
    ///
    /// As [`Pair::with_into`].
    pub fn with_localized_message(self, details: &str) -> Result<Pair, Error> {
        let into = Some((self.beside_text(details)?, Form::LocalizedMessage));
        Pair { into, ..self }.checked()
    }

    /// A field that is named from the text's object, or with a full stop from the pair's.
    fn beside_text(&self, name: &str) -> Result<Path, Error> {
        let field = path(name)?;
        if self.code.is_none() {
            return Err(Error::invalid_policy(format!(
                "`{}` has no code, so it has no `{name}` either: name a code, or leave that out",
                self.text
            )));
        }
        let is_beside = !name.contains('.') && field.is_plain();
        Ok(if is_beside { self.text.beside(name) } else { field })
    }

    /// A field is a number, a string or an object: no field can be, or be within, another.
    fn checked(self) -> Result<Pair, Error> {
        if !self.text.is_plain() {
            return Err(Error::invalid_policy(format!(
                "the text `{}` is in an array or below a `*`: every object is looked into, so name the code \
                 and the text from there, such as `code` and `message`; or name no code, if there is none",
                self.text
            )));
        }
        let mut singles = self.code.iter().chain(&self.args);
        if let Some(field) = singles.find(|field| !field.is_single()) {
            return Err(Error::invalid_policy(format!(
                "`{field}` is many fields: only a text without a code has a `*`, or ends in `[]`"
            )));
        }
        if let Some((into, _)) = self.into.as_ref().filter(|(into, _)| !into.is_plain()) {
            return Err(Error::invalid_policy(format!(
                "the words cannot go into `{into}`: write a path of names alone"
            )));
        }
        let into = self.into.as_ref().map(|(into, _)| into);
        // The code and its arguments may be in the array of details that words go into.
        let details = self.into.as_ref().filter(|(_, form)| *form == Form::LocalizedMessage);
        let details = details.map(|(into, _)| into);
        let fields = [Some(&self.text), self.code.as_ref(), self.args.as_ref(), into];
        let fields: Vec<&Path> = fields.into_iter().flatten().collect();
        for (index, field) in fields.iter().enumerate() {
            for other in &fields[index + 1..] {
                let is_detail = details == Some(*other) && !field.is_plain();
                if field.overlaps(other) && !is_detail {
                    return Err(Error::invalid_policy(format!(
                        "`{field}` and `{other}` cannot be fields of one object: name two different ones"
                    )));
                }
            }
        }
        Ok(self)
    }

    /// The words of a pair may go where those of another do, but into no other field.
    pub(super) fn check_into(pairs: &[Pair]) -> Result<(), Error> {
        for pair in pairs {
            let Some((into, form)) = &pair.into else { continue };
            for other in pairs.iter().filter(|other| *other != pair) {
                // A code and its arguments may be in the array of details that words go into.
                let is_detail = |field: &Path| *form == Form::LocalizedMessage && !field.is_plain();
                let same = other.into.as_ref().filter(|(_, other)| other != form);
                let fields = [other.code.as_ref(), Some(&other.text), other.args.as_ref()];
                let fields = fields.into_iter().chain([same.map(|(path, _)| path)]).flatten();
                let mut taken = fields.filter(|field| into.overlaps(field) && !is_detail(field));
                if let Some(field) = taken.next() {
                    return Err(Error::invalid_policy(format!(
                        "the words of `{}` cannot go into `{into}`, as `{field}` is a field of another pair: name \
                         one that no pair has",
                        pair.text
                    )));
                }
            }
        }
        Ok(())
    }

    /// The paths of the fields.
    pub(super) fn paths(&self) -> PairPaths<'_> {
        PairPaths {
            code: self.code.as_ref(),
            text: &self.text,
            args: self.args.as_ref(),
            into: self.into.as_ref().map(|(path, form)| (path, *form)),
            is_at_top: false,
        }
    }
}

fn path(text: &str) -> Result<Path, Error> {
    Path::parse(text).ok_or_else(|| {
        Error::invalid_policy(format!(
            "`{text}` is not a field: write a name such as `code`, or up to {} names such as `error.code` or \
             `error.details[].reason`",
            Path::LIMIT
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_stand_beside_the_text() {
        let names = |pair: Pair| pair.args.unwrap().to_string();
        assert_eq!(names(Pair::new("code", "info").unwrap()), "args");
        assert_eq!(names(Pair::new("code", "error.text").unwrap()), "error.args");
        assert_eq!(names(Pair::new("code", "a.b").unwrap().with_args("c").unwrap()), "a.c");
        assert_eq!(
            names(Pair::new("code", "a.b").unwrap().with_args("a.d[].c").unwrap()),
            "a.d[].c"
        );
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
            ("code", "info", "a..b"),
            ("code", "info", "code.b"),
            ("codes[]", "info", "args"),
            ("*", "info", "args"),
            ("*.code", "info", "args"),
            ("code", "*", "args"),
            ("code", "errors.*[]", "args"),
            ("code", "info", "args[]"),
            ("code", "info", "*.args"),
            ("a[].b[].code", "info", "args"),
            ("code", "errors[].info", "args"),
            ("code", "info", "code"),
            ("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", "info", "args"),
        ] {
            let pair = Pair::new(code, text).and_then(|pair| pair.with_args(args));
            assert!(pair.is_err_and(|error| error.is_invalid_policy()), "{code} {text} {args}");
        }
    }

    #[test]
    fn words_go_into_a_field_of_their_own() {
        let pair = || Pair::new("error.details[].reason", "error.message").unwrap();
        for (into, expected) in [
            ("local", Some("error.local")),
            ("message", None),
            ("error.message.x", None),
            ("a.b", Some("a.b")),
            ("error.details", None),
            ("details[]", None),
            ("*", None),
            ("", None),
        ] {
            let found = pair().with_into(into).ok();
            let found = found.map(|pair| pair.into.unwrap().0.to_string());
            assert_eq!(found.as_deref(), expected, "{into}");
        }
        assert!(pair().with_localized_message("error.details").is_ok());
        assert!(pair().with_localized_message("error.details[]").is_err());
        assert!(pair().with_localized_message("error.message").is_err());
        let text = || Pair::without_code("errors.*[]").unwrap();
        assert!(text().with_into("local").unwrap_err().to_string().contains("has no code"));
        assert!(text().with_args("args").is_err());
        assert!(Pair::without_code("errors..a").is_err());
    }
}
