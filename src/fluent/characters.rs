//! Characters that no file should have: what cannot be seen but changes what a reader gets, what only looks
//! like Fluent's own signs, and bytes that are not text.
//!
//! All of this takes time that grows with the text, and not with the square of its longest line.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem, memrchr};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::document::Document;
use super::flaw::{Flaw, FlawKind};
use super::line::begins_entry;

/// How many flaws of one sort are shown: with more, the whole file is wrong.
const FLAWS_SHOWN: usize = 1000;

/// The pseudo-locale in which every word is turned around on purpose.
const BIDI_PSEUDOLOCALE: &str = "ar-XB";

/// What to do where Fluent's signs are of the wrong width.
pub(super) const WIDTH_HELP: &str = "write `{ $name }` with the characters of an English keyboard";

/// What is wrong with the characters of a file of this locale.
pub(super) fn flaws(document: &Document<'_>, locale: &str, flaws: &mut Vec<Flaw>) {
    if let Some(encoding) = document.invalid.encoding {
        return flaws.push(other_encoding(document, encoding));
    }
    flaws.extend(invalid_bytes(document).take(FLAWS_SHOWN));
    // Nearly every file is text and line ends: one look at it is enough.
    let (mut bits, mut has_controls) = (0, false);
    for byte in document.text().bytes() {
        bits |= byte;
        has_controls |= (byte < b' ') & (byte != b'\n') | (byte == 0x7F);
    }
    if has_controls {
        flaws.extend(ascii_controls(document).take(FLAWS_SHOWN));
        flaws.extend(carriage_returns(document).take(FLAWS_SHOWN));
        flaws.extend(indents(document).take(FLAWS_SHOWN));
        flaws.extend(tabs(document).take(FLAWS_SHOWN));
    }
    if bits.is_ascii() {
        return;
    }
    flaws.extend(other_controls(document).take(FLAWS_SHOWN));
    if locale != BIDI_PSEUDOLOCALE {
        flaws.extend(bidi_controls(document, locale).take(FLAWS_SHOWN));
    }
    // Both begin with the same byte.
    let has_sign = |at: usize| document.text()[at..].starts_with(['｛', '＄']);
    if memchr_iter(0xEF, document.text().as_bytes()).any(has_sign) {
        for open in ["｛", "{＄"] {
            flaws.extend(full_width_placeables(document, open).take(FLAWS_SHOWN));
        }
    }
}

/// A file that is in another encoding from its first line to its last.
pub(crate) fn other_encoding(document: &Document<'_>, encoding: &str) -> Flaw {
    let at = document.invalid.offsets.first().copied().unwrap_or(0);
    let name = document.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let message = format!("this file looks like {encoding}, and is not UTF-8");
    let help = format!("convert it with `iconv -f {encoding} -t UTF-8 {name} > utf8-{name}`");
    Flaw::new(document.character(at), FlawKind::InvalidUtf8, message, help)
}

/// Bytes that are not valid UTF-8. In a file of another encoding nearly every character is wrong: one for
/// a line will do.
fn invalid_bytes<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    let mut last = None;
    let first_of_line = document.invalid.offsets.iter().filter(move |offset| {
        let is_same_line = |last: usize| !document.text()[last..**offset].contains('\n');
        !last.replace(**offset).is_some_and(is_same_line)
    });
    first_of_line.map(|offset| {
        let range = document.character(*offset);
        let help = "save the file as UTF-8, and look at what stands here";
        Flaw::new(range, FlawKind::InvalidUtf8, "this is not valid UTF-8", help)
    })
}

/// U+0000 to U+001F and U+007F, but for line ends and tabs.
fn ascii_controls<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    let is_control = |byte: u8| byte < b' ' && !b"\n\r\t".contains(&byte) || byte == 0x7F;
    let bytes = document.text().bytes().enumerate();
    let found = bytes.filter(move |(_, byte)| is_control(*byte));
    found.map(|(at, _)| control(document, at))
}

/// U+0080 to U+009F.
fn other_controls<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    let text = document.text().as_bytes();
    let found = memchr_iter(0xC2, text).filter(|at| matches!(text.get(at + 1), Some(0x80..=0x9F)));
    found.map(|at| control(document, at))
}

fn control(document: &Document<'_>, at: usize) -> Flaw {
    let character = document.text()[at..].chars().next().map_or(0, u32::from);
    let message = format!("the control character U+{character:04X} stands here");
    Flaw::new(document.character(at), FlawKind::ControlCharacter, message, "remove it")
}

fn carriage_returns<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    let text = document.text().as_bytes();
    memchr_iter(b'\r', text).filter(|at| text.get(at + 1) != Some(&b'\n')).map(|at| {
        let message = "a carriage return stands here by itself";
        let help = "end the line with LF, or remove the character";
        Flaw::new(document.character(at), FlawKind::CarriageReturn, message, help)
    })
}

/// Lines that begin with a tab, or with spaces and a tab.
fn indents<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    lines_with(document.text(), "\t").filter_map(|line| {
        let rest = document.text()[line.clone()].trim_start_matches(' ');
        rest.starts_with('\t').then(|| indent(document, line.end - rest.len()))
    })
}

/// The flaw of a line that is indented with the tab at an offset.
pub(super) fn indent(document: &Document<'_>, tab: usize) -> Flaw {
    let message = "the line is indented with a tab";
    let help = match is_indented_entry(&document.text()[tab..]) {
        true => "remove it if a message begins here, use four spaces if the one above goes on",
        false => "use four spaces",
    };
    Flaw::new(document.character(tab), FlawKind::TabIndent, message, help)
}

/// Whether a message or a comment follows blanks, of which nobody can say whether it begins there, or is a line of
/// the text above.
pub(crate) fn is_indented_entry(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    text.starts_with('#') || begins_entry(text.as_bytes())
}

/// Tabs within texts, where they would be shown. At the end of a line they are not.
fn tabs<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Flaw> + 'd {
    let text = document.text().as_bytes();
    let lines = lines_with(document.text(), "\t").filter(|line| text[line.start] != b'#');
    let tabs = lines.flat_map(move |line| {
        let mut is_text = false;
        line.filter(move |&at| {
            is_text |= text[at] == b'=';
            let is_last = text.get(at + 1).is_none_or(|next| b"\n\r \t".contains(next));
            text[at] == b'\t' && is_text && !is_last
        })
    });
    tabs.map(|at| {
        let message = "a tab stands in this text";
        Flaw::new(document.character(at), FlawKind::ControlCharacter, message, "write a space")
    })
}

/// U+202A to U+202E and U+2066 to U+2069. Where text runs from right to left, what encloses a part of a line is how a
/// command or a name in Latin letters is kept in its order.
fn bidi_controls<'d>(document: &'d Document<'_>, locale: &str) -> impl Iterator<Item = Flaw> + 'd {
    let text = document.text();
    let is_right_to_left = locale
        .parse::<LanguageIdentifier>()
        .is_ok_and(|tag| tag.character_direction() == CharacterDirection::RTL);
    let found = memchr_iter(0xE2, text.as_bytes()).filter_map(|at| {
        let character = text[at..].chars().next()?;
        matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            .then_some((at, character))
    });
    let mut found: Vec<(usize, char)> = found.collect();
    if is_right_to_left {
        let enclosing = enclosing(text, &found);
        found.retain(|(at, _)| enclosing.binary_search(at).is_err());
    }
    found.into_iter().map(|(at, character)| {
        let message = format!("U+{:04X} turns the direction of the text", u32::from(character));
        Flaw::new(document.character(at), FlawKind::BidiControl, message, "remove it")
    })
}

/// Where the controls of a text stand that enclose a part of one line and override no direction, sorted. A line ends
/// all that are open (UAX #9, X8).
fn enclosing(text: &str, controls: &[(usize, char)]) -> Vec<usize> {
    let (mut open, mut enclosing): (Vec<(usize, char)>, _) = (Vec::new(), Vec::new());
    for (at, control) in controls {
        let closing = match control {
            '\u{202A}' | '\u{202B}' => Some('\u{202C}'),
            '\u{2066}'..='\u{2068}' => Some('\u{2069}'),
            _ => None,
        };
        if let Some(closing) = closing {
            open.push((*at, closing));
        } else if let Some((start, _)) = open.pop().filter(|(_, closing)| closing == control)
            && memchr(b'\n', &text.as_bytes()[start..*at]).is_none()
        {
            enclosing.extend([start, *at]);
        }
    }
    enclosing.sort_unstable();
    enclosing
}

/// What looks like a placeable, in the text of a message.
fn full_width_placeables<'d>(
    document: &'d Document<'_>,
    open: &'static str,
) -> impl Iterator<Item = Flaw> + 'd {
    const CLOSING: [char; 2] = ['｝', '}'];
    lines_with(document.text(), open).flat_map(move |line| {
        let text = &document.text()[line.clone()];
        let last = text.rfind(CLOSING).unwrap_or(0);
        let opens = memmem::find_iter(text.as_bytes(), open).take_while(move |at| *at < last);
        opens.filter(move |at| document.is_in_text(line.start + at)).filter_map(move |at| {
            let (end, sign) = text[at..].match_indices(CLOSING).next()?;
            let start = line.start + at;
            let range = start..start + end + sign.len();
            let message = "this is not a placeable";
            Some(Flaw::new(range, FlawKind::FullWidthPlaceable, message, WIDTH_HELP))
        })
    })
}

/// The lines that have something in them, each once, without their ends.
fn lines_with<'t>(text: &'t str, wanted: &'static str) -> impl Iterator<Item = Range<usize>> + 't {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memmem::find(&bytes[from..], wanted.as_bytes())?;
        let start = memrchr(b'\n', &bytes[from..at]).map_or(from, |end| from + end + 1);
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
        from = (end + 1).min(bytes.len());
        Some(start..end)
    })
}
