//! Pseudo-locales: the English texts made foreign, to see what a program does with translations before
//! there are any.
//!
//! `en-XA` has accents on every letter, is longer by its vowels, and stands in brackets: what is not
//! bracketed is not translated, and what lacks its last bracket is cut off. `ar-XB` turns every word
//! from right to left. Both are read by a person who reads English, as on Android and in Firefox.
//!
//! Placeables, variant names, markup, escapes and texts of one character stay as they are.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use unic_langid::LanguageIdentifier;

use crate::fluent::walk::texts;
use crate::fluent::{Content, Document};
use crate::workbench::edit::block::blocks;
use crate::workbench::edit::{Edit, splice};
use crate::workbench::project::{File, Project};
use crate::{Diagnostic, Error};

/// A language that nobody speaks, made from English.
///
/// # Example
///
/// ```
/// use codeword::workbench::Pseudolocale;
/// use codeword::{Catalog, Source};
///
/// let english = "code-404001 = There is no order { $id }";
/// let accented = Pseudolocale::Accented.translate(english);
/// assert_eq!(accented, "code-404001 = [Ţĥééŕéé îîš ñöö ööŕðééŕ { $id }]");
///
/// // A catalog that has it beside its other locales.
/// let catalog = Catalog::builder()
///     .source(Source::files([("en-US/errors.ftl", english.to_owned()), ("en-XA/errors.ftl", accented)]))
///     .build()?;
/// assert!(catalog.message(404001, "en-XA").unwrap().text().starts_with("[Ţĥééŕéé"));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pseudolocale {
    /// `en-XA`: accented, lengthened, in brackets.
    Accented,
    /// `ar-XB`: from right to left.
    Bidi,
}

impl Pseudolocale {
    /// `en-XA` or `ar-XB`.
    pub fn tag(self) -> &'static str {
        match self {
            Pseudolocale::Accented => "en-XA",
            Pseudolocale::Bidi => "ar-XB",
        }
    }

    /// Translates a Fluent file. What does not parse stays as it is.
    pub fn translate(self, text: &str) -> String {
        let document = Document::parse(text);
        let mut edits = Vec::new();
        for block in blocks(&document) {
            let definition = block.definition;
            if let Some(pattern) = definition.value() {
                self.pattern(&document, pattern, block.value(), &mut edits);
            }
            // A term's attributes are for selectors, not for readers.
            if !definition.is_term() {
                for attribute in definition.attributes() {
                    let range = block.attribute(attribute.id.name).unwrap_or_default();
                    self.pattern(&document, Content::of(&attribute.value), range, &mut edits);
                }
            }
        }
        splice(text, edits)
    }

    /// Translates the files of a locale, as pairs of path and text for [`Source::files`] or a folder:
    /// `en-XA/errors.ftl`.
    ///
    /// # Errors
    ///
    /// [`Error::is_unknown_locale`] if the project does not have the locale.
    ///
    /// [`Source::files`]: crate::Source::files
    pub fn files(
        self,
        project: &Project,
        locale: &LanguageIdentifier,
    ) -> Result<Vec<(String, String)>, Error> {
        let Some(files) = project.locales.get(&locale.to_string()) else {
            let text = format!("there is no locale `{locale}` to make {self} from");
            let folder = project.folder.display().to_string();
            return Err(Error::unknown_locale(vec![Diagnostic::of_file(folder, text)]));
        };
        let file = |file: &File| (format!("{self}/{}", file.name), self.translate(&file.text));
        Ok(files.iter().map(file).collect())
    }

    fn pattern(
        self,
        document: &Document<'_>,
        pattern: Content<'_>,
        range: Range<usize>,
        edits: &mut Vec<Edit>,
    ) {
        let mut found = Vec::new();
        texts(pattern, &mut |text| found.push(text));
        let texts = found;
        let letters = texts.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphabetic());
        if letters.count() == 0 || matches!(texts[..], [text] if text.chars().count() == 1) {
            return;
        }
        edits.extend(
            texts.into_iter().map(|text| Edit::replace(document.range(text), self.text(text))),
        );
        if self == Pseudolocale::Accented {
            let written = &document.text()[range.clone()];
            let start = range.end - written.trim_start_matches([' ', '\r', '\n']).len();
            // At the start of a line a bracket would begin a variant.
            let on_own_line = document.text()[range.start..start].contains('\n');
            edits.push(Edit::insert(start, if on_own_line { "{ \"[\" }" } else { "[" }));
            edits.push(Edit::insert(range.end, "]"));
        }
    }

    /// Translates a text without placeables. Markup and escapes stay.
    fn text(self, text: &str) -> String {
        let mut translated = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while !rest.is_empty() {
            let fixed = fixed_length(rest);
            translated.push_str(&rest[..fixed]);
            rest = &rest[fixed..];
            let end =
                rest.char_indices().map(|(at, _)| at).find(|at| fixed_length(&rest[*at..]) > 0);
            let (words, tail) = rest.split_at(end.unwrap_or(rest.len()));
            match self {
                Pseudolocale::Accented => words.chars().for_each(|c| accent(c, &mut translated)),
                Pseudolocale::Bidi => turn(words, &mut translated),
            }
            rest = tail;
        }
        translated
    }
}

/// How long the markup, entity, format specifier or escape is that a text begins with; 0 if it begins
/// with none.
fn fixed_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let up_to = |sign: u8, limit: usize| {
        bytes.iter().take(limit).position(|byte| *byte == sign).map_or(0, |at| at + 1)
    };
    match bytes {
        [b'<', b'/' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => up_to(b'>', bytes.len()),
        [b'&', rest @ ..] => {
            let name =
                rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#');
            let name = name.count();
            if name > 0 && rest.get(name) == Some(&b';') { name + 2 } else { 0 }
        }
        [b'%', rest @ ..] => {
            let is_flag = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'$' | b'.' | b'-');
            let flags = rest.iter().take_while(is_flag).count();
            if rest.get(flags).is_some_and(u8::is_ascii_alphabetic) { flags + 2 } else { 0 }
        }
        [b'\\', byte, ..] if byte.is_ascii() => 2,
        _ => 0,
    }
}

/// The letters from A to Z, then from a to z, each with its accent.
const ACCENTED: [&str; 2] = ["ÅƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽ", "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"];

fn accent(letter: char, out: &mut String) {
    let number = |first: char| (letter as usize).wrapping_sub(first as usize);
    let [capitals, small] = ACCENTED;
    let accented = match letter {
        'A'..='Z' => capitals.chars().nth(number('A')),
        'a'..='z' => small.chars().nth(number('a')),
        _ => None,
    };
    let accented = accented.unwrap_or(letter);
    out.push(accented);
    // A translation is longer than the English by a third; vowels are about as many.
    if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') {
        out.push(accented);
    }
}

/// RIGHT-TO-LEFT MARK and RIGHT-TO-LEFT OVERRIDE, and what ends them (UAX #9).
const TURNED: [&str; 2] = ["\u{200F}\u{202E}", "\u{202C}\u{200F}"];

/// Turns every word from right to left.
fn turn(words: &str, out: &mut String) {
    for piece in words.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end_matches(char::is_whitespace);
        if word.contains(char::is_alphabetic) {
            let [open, close] = TURNED;
            out.extend([open, word, close, &piece[word.len()..]]);
        } else {
            out.push_str(piece);
        }
    }
}

impl FromStr for Pseudolocale {
    type Err = String;

    /// Reads `en-XA` or `ar-XB`.
    fn from_str(tag: &str) -> Result<Pseudolocale, String> {
        [Pseudolocale::Accented, Pseudolocale::Bidi]
            .into_iter()
            .find(|locale| tag.replace('_', "-").eq_ignore_ascii_case(locale.tag()))
            .ok_or_else(|| "the pseudo-locales are en-XA and ar-XB".to_owned())
    }
}

impl fmt::Display for Pseudolocale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accented(text: &str) -> String {
        Pseudolocale::Accented.translate(text)
    }

    #[test]
    fn letters_change_and_nothing_else_does() {
        for (text, expected) in [
            ("a = Go to { $place } now", "a = [Ĝöö ţöö { $place } ñööŵ]"),
            ("a = { $only }", "a = { $only }"),
            ("a = x", "a = x"),
            ("a = 42 %", "a = 42 %"),
            (
                "a = An <b class=\"x\">id</b> &amp; %s of %1$d",
                "a = [Åñ <b class=\"x\">îîð</b> &amp; %s ööƒ %1$d]",
            ),
            ("a = { \"text\" } and \\n", "a = [{ \"text\" } ååñð \\n]"),
            (
                "# comment\na =\n    two\n    lines\n",
                "# comment\na =\n    { \"[\" }ţŵöö\n    ļîîñéés]\n",
            ),
            ("-t = term\n    .kind = male\n", "-t = [ţéérɱ]\n    .kind = male\n"),
            ("no message\na = in\n", "no message\na = [îîñ]\n"),
        ] {
            let expected = expected.replace("éés", "ééš").replace("ţéérɱ", "ţééŕɱ");
            assert_eq!(accented(text), expected, "{text}");
        }
    }

    #[test]
    fn variants_are_translated_and_their_names_are_not() {
        let text = "a = { $n ->\n    [one] day\n   *[other] { $n } days\n}\n    .title = hi\n";
        let expected =
            "a = [{ $n ->\n    [one] ðååýý\n   *[other] { $n } ðååýýš\n}]\n    .title = [ĥîî]\n";
        assert_eq!(accented(text), expected);
    }

    #[test]
    fn every_word_is_turned() {
        let turned = Pseudolocale::Bidi.translate("a = No { $n } <b>days</b> – 5\n");
        let word = |word: &str| format!("\u{200F}\u{202E}{word}\u{202C}\u{200F}");
        assert_eq!(turned, format!("a = {} {{ $n }} <b>{}</b> – 5\n", word("No"), word("days")));
    }
}
