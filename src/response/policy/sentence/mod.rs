//! What did the upstream say? [`Templates`]: its sentences, with places for values.

mod block;
#[cfg(test)]
mod linear_time;
mod placeholder;
mod read;
mod reverse;
mod shape;
mod template;
mod understood;

use std::collections::BTreeMap;

#[cfg(feature = "preview")]
use crate::Args;
use crate::{Code, CodeBuf, Error};
use shape::Split;
use template::{Template, are_equal};

pub(super) use template::SEPARATOR;

pub use understood::Understood;
#[cfg(feature = "tonic")]
pub(in crate::response) use understood::value;

/// The sentences of each code as the upstream writes them, with placeholders where it puts values.
///
/// A sentence that is one of them gives its values to the message of its code, and is replaced as a whole:
///
/// ```
/// use codeword::response::{Localizer, MediaType, Policy, Templates};
/// use codeword::{Catalog, Source};
///
/// let templates = Templates::from_toml(
///     r#"
///     1054 = "Unknown column '%-.192s' in '%-.192s'"
///     -1121 = ["Invalid symbol.", { symbol = "Symbol {symbol} is not valid" }]
///     "#,
/// )?;
/// let catalog = Catalog::builder()
///     .source(Source::files([(
///         "de/errors.ftl",
///         "code-1054 = Spalte „{ $arg0 }“ gibt es in „{ $arg1 }“ nicht
/// code--1121 = Ungültiges Symbol
///     .symbol = Das Symbol { $symbol } ist ungültig
/// ",
///     )]))
///     .build()?;
/// let localizer = Localizer::new(catalog, Policy::default().templates(templates));
///
/// for (body, expected) in [
///     (
///         r#"{"code":1054,"info":"Unknown column 'price' in 'field list'"}"#,
///         r#"{"code":1054,"info":"Spalte „price“ gibt es in „field list“ nicht"}"#,
///     ),
///     (
///         r#"{"code":-1121,"info":"Symbol BTCEUR is not valid"}"#,
///         r#"{"code":-1121,"info":"Das Symbol BTCEUR ist ungültig"}"#,
///     ),
/// ] {
///     assert_eq!(localizer.localize(body.into(), MediaType::Json, "de").into_body(), expected);
/// }
/// # Ok::<(), codeword::Error>(())
/// ```
///
/// # Placeholders
///
/// | written | argument |
/// | --- | --- |
/// | `%s`, `%v`, `{}` | `$arg0`, `$arg1` … in turn |
/// | `%1$s`, `{0}` | `$arg0` |
/// | `{name}`, `${name}`, `#{name}`, `%(name)s`, `{{ name }}`, `{{.name}}` | `$name` |
/// | `{user.name}` | `$user_name` |
/// | `%q` | a text in quotation marks |
/// | `%d`, `%i`, `%u` | a number, such as `-5` |
/// | `%f`, `%g` | a number, such as `1.50` |
///
/// Flags, widths and precisions make no difference, `%-.192s`, `%ld`, `{0:N2}`. `%%` is a percent sign, and so
/// is one after a digit, `50%off`. `:name` and `%name%` are words, since `10:30` and `host:port` are.
///
/// # What is understood
///
/// A sentence must be there from its beginning to its end, or be followed by `: ` and a detail. Where it could be
/// taken apart in several ways, or where two templates of a code have found different values, nothing is sure and
/// nothing is understood; a template without placeholders that is the text goes before the others. Texts of more than
/// 8 KiB are not understood either.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// By the codes, ascending; each has at least one.
    codes: Vec<(CodeBuf, Vec<Template>)>,
    left_out: usize,
}

/// Why a sentence is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is none of those that the templates of its code have.
    OtherSentence,
    /// It can be taken apart in several ways.
    Unclear,
}

impl Mismatch {
    /// The name in figures, such as `other-sentence`.
    pub const fn name(self) -> &'static str {
        match self {
            Mismatch::OtherSentence => "other-sentence",
            Mismatch::Unclear => "unclear",
        }
    }
}

impl Templates {
    /// Codes and their sentences; a code may come several times. In TOML, a sentence may be that of an attribute, too:
    /// see [`Templates::from_toml`].
    ///
    /// ```
    /// use codeword::response::Templates;
    ///
    /// let templates = Templates::from_sentences([(7, "at most %d per minute"), (7, "too fast")])?;
    /// let understood = templates.understand(7.into(), "at most 5 per minute").unwrap();
    /// assert_eq!(understood.values().collect::<Vec<_>>(), [("arg0", "5")]);
    ///
    /// let error = Templates::from_sentences([(7, "the %s%s")]).unwrap_err();
    /// assert!(error.is_invalid_policy());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if nothing stands between two placeholders or after a number that could end
    /// it, if a sentence has no words, more than 2 KiB or more than 32 values, or if a code has one twice.
    pub fn from_sentences<C: Into<CodeBuf>, T: AsRef<str>>(
        sentences: impl IntoIterator<Item = (C, T)>,
    ) -> Result<Templates, Error> {
        let mut collected = Collected::default();
        for (code, text) in sentences {
            collected.add(code.into(), Template::read(text.as_ref(), None)?)?;
        }
        Ok(collected.finish(0))
    }

    /// How many codes have templates.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether no code has a template.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// How many sentences of a catalog could not be turned around; see [`Templates::from_catalog`].
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// What a sentence beside a code says; `None` if no template of the code is sure of it.
    pub fn understand<'a>(&'a self, code: Code<'_>, text: &'a str) -> Option<Understood<'a>> {
        self.read_sentence(code, text)?.ok()
    }

    /// What a sentence beside a code says, or why that is not known; `None` if the code has no templates.
    ///
    /// Out of line, so that the way of a policy without templates stays short.
    #[inline(never)]
    pub(in crate::response) fn read_sentence<'a>(
        &'a self,
        code: Code<'_>,
        text: &'a str,
    ) -> Option<Result<Understood<'a>, Mismatch>> {
        let found = self.codes.binary_search_by(|(known, _)| known.as_code().cmp(&code)).ok()?;
        let (_, templates) = self.codes.get(found)?;
        let whole = the_one(templates.iter().map(|template| (template, template.split(text), "")));
        Some(match whole {
            Err(Mismatch::OtherSentence) => the_one(templates.iter().map(|template| {
                let (split, detail) = template.split_detail(text);
                (template, split, detail)
            })),
            known => known,
        })
    }

    /// The sentence of a code with these values in its places: of those that lack none, the one that says the most.
    #[cfg(feature = "preview")]
    pub(super) fn fill(&self, code: Code<'_>, args: &Args<'_>) -> Option<String> {
        let found = self.codes.binary_search_by(|(known, _)| known.as_code().cmp(&code)).ok()?;
        let value = |name: &str| Some(args.get(name)?.to_string());
        let filled = self.codes[found].1.iter().filter_map(|template| template.fill(&value));
        // Of several, `max_by_key` gives the last.
        let (_, sentence) = filled.rev().max_by_key(|(said, _)| *said)?;
        Some(sentence)
    }

    /// The code whose sentence a text is, where no code stands beside it, and what it says; `None` if there is no
    /// such code, or more than one. A detail after a sentence is not looked for.
    ///
    /// Every template is tried, which takes longer the more there are.
    ///
    /// ```
    /// use codeword::response::Templates;
    ///
    /// let templates = Templates::from_sentences([(1, "no such table: %s"), (2, "no such %s")])?;
    /// let (code, _) = templates.recognize("no such column").unwrap();
    /// assert_eq!(code, 2);
    /// assert!(templates.recognize("no such table: orders").is_none());
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn recognize<'a>(&'a self, text: &'a str) -> Option<(Code<'a>, Understood<'a>)> {
        let found = |(code, templates): &'a (CodeBuf, Vec<Template>)| {
            let splits = templates.iter().map(|template| (template, template.split(text), ""));
            match the_one(splits) {
                Err(Mismatch::OtherSentence) => None,
                known => Some((code.as_code(), known)),
            }
        };
        let found: Vec<_> = self.codes.iter().filter_map(found).collect();
        let is_constant = |known: &Result<Understood<'_>, _>| {
            known.as_ref().is_ok_and(|understood| understood.template.is_constant())
        };
        let constant = found.iter().any(|(_, known)| is_constant(known));
        let mut codes = found.into_iter().filter(|(_, known)| !constant || is_constant(known));
        match (codes.next(), codes.next()) {
            (Some((code, Ok(understood))), None) => Some((code, understood)),
            _ => None,
        }
    }
}

/// What the templates of a code have found, if they agree.
fn the_one<'a>(
    splits: impl Iterator<Item = (&'a Template, Split<'a>, &'a str)>,
) -> Result<Understood<'a>, Mismatch> {
    let mut one: Option<Understood<'a>> = None;
    let mut is_clear = true;
    for (template, split, detail) in splits {
        let values = match split {
            Split::Other => continue,
            Split::Unclear => {
                is_clear = false;
                continue;
            }
            Split::Values(values) => values,
        };
        let understood = Understood { template, values, detail };
        // The text itself, and there is one such template in a code.
        if template.is_constant() && detail.is_empty() {
            return Ok(understood);
        }
        match &one {
            None => one = Some(understood),
            Some(other) => {
                is_clear &= other.variant() == understood.variant()
                    && other.detail == detail
                    && are_equal(&other.values, &understood.values);
            }
        }
    }
    match one {
        _ if !is_clear => Err(Mismatch::Unclear),
        Some(understood) => Ok(understood),
        None => Err(Mismatch::OtherSentence),
    }
}

/// Templates by their codes, as they are read.
#[derive(Default)]
struct Collected(BTreeMap<CodeBuf, Vec<Template>>);

impl Collected {
    /// Adds a template of a code.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if the code has it already.
    fn add(&mut self, code: CodeBuf, template: Template) -> Result<(), Error> {
        let templates = self.0.entry(code).or_default();
        if templates.iter().any(|known| known.is_like(&template)) {
            return Err(Error::invalid_policy(format!(
                "the sentence `{}` stands twice for one code: take one out",
                template.text()
            )));
        }
        templates.push(template);
        Ok(())
    }

    fn finish(self, left_out: usize) -> Templates {
        Templates { codes: self.0.into_iter().collect(), left_out }
    }
}
