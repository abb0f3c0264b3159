//! # What it does
//!
//! Finds a word that stands twice in a row, also at the end of a line and the start of the next, where the source text
//! repeats none: “the the”, “versuchen versuchen”.
//!
//! Many languages double words and mean it, and so this says only what is sure. In Germanic, Romance, Slavic, Baltic and
//! Finnic languages and in Hungarian, any word is found but those that their grammar or their emphasis doubles: “die
//! die”, “nous nous”, “that that”. In languages that double words to say more of them (Arabic, Azerbaijani, Greek, Hindi,
//! Indonesian, Irish, Malay, Persian, Turkish, Urdu, Uzbek), only a few are found that join others: “and and”. In all
//! others, nothing is. A word three times in a row, and two names, are meant.
//!
//! # Why it matters
//!
//! It is left over from an edit. The eye passes over it, and the reader stumbles.
//!
//! # Example
//!
//! Bad:
//!
//! ```ftl
//! # source: code-1 = 请在六分钟后重试
//! code-1 = Try the the request again in six minutes
//! ```
//!
//! Good:
//!
//! ```ftl
//! code-1 = Try the request again in six minutes
//! ```

use fluent_syntax::ast::PatternElement;

use crate::fluent::{Content, Definition, walk};
use crate::workbench::check::characters::Kinds;
use crate::workbench::check::entry::CheckedPattern;
use crate::workbench::check::language::Language;
use crate::workbench::check::reporter::Reporter;
use crate::workbench::check::rule::{Check, Explanation, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    name: "repeated-word",
    severity: Severity::Warning,
    explanation: Explanation::Head(include_str!("repeated_word.rs")),
    check: Check::Pattern(check),
};

fn check(pattern: &CheckedPattern<'_>, reporter: &mut Reporter<'_>) {
    // Chinese and Japanese have no spaces between their words.
    if pattern.language().is_full_width() || !looks_repeated(pattern) {
        return;
    }
    for word in repeated(pattern.content) {
        if may_repeat(word, pattern.language()) || pattern.entry.original().is_some_and(repeats) {
            continue;
        }
        let message = format!("`{word}` stands here twice");
        reporter.add(pattern.file().at(word), message, "write it once");
    }
}

/// Whether two words in a row may be the same: they begin and end alike. Nearly every text has none, and this is
/// quick to see.
fn looks_repeated(pattern: &CheckedPattern<'_>) -> bool {
    // The first byte of U+00A0, which is a space, too.
    let has_other_spaces = |text: &str| text.as_bytes().contains(&0xC2);
    if pattern.kinds.has(Kinds::LATIN) && pattern.texts().any(has_other_spaces) {
        return true;
    }
    let mut last: &[u8] = b"";
    pattern.texts().any(|text| has_alike(text.as_bytes(), &mut last))
}

/// Whether a word of a text is like the one before it, which may be the `last` of the text before.
fn has_alike<'t>(text: &'t [u8], last: &mut &'t [u8]) -> bool {
    let mut start = 0;
    for (end, byte) in text.iter().enumerate() {
        if *byte <= b' ' {
            if start < end && is_alike(std::mem::replace(last, &text[start..end]), last) {
                return true;
            }
            start = end + 1;
        }
    }
    start < text.len() && is_alike(std::mem::replace(last, &text[start..]), last)
}

/// Whether a word may be the same as the one before it. A capital letter or a mark may begin the first, and a mark may
/// end the second.
fn is_alike(before: &[u8], word: &[u8]) -> bool {
    let (Some(first), Some(second)) = (before.first(), word.first()) else { return false };
    if matches!(first, b'(' | b'"' | 0xC2 | 0xE2) {
        return true;
    }
    // Nearly every two words end here: the letters differ, also without their case.
    if (first ^ second) & !0x20 != 0 && (first.is_ascii() || second.is_ascii()) {
        return false;
    }
    let (Some(last), Some(end)) = (before.last(), word.get(before.len() - 1)) else {
        return false;
    };
    // A letter by itself, `И и`, ends otherwise if it is a capital.
    end.eq_ignore_ascii_case(last) || before.len() <= 4 && !last.is_ascii()
}

/// Whether a message repeats any word.
fn repeats(definition: &Definition<'_>) -> bool {
    let mut found = false;
    for content in definition.patterns() {
        walk::contents(content, &mut |content| found |= !repeated(content).is_empty());
    }
    found
}

/// The words that stand twice in a row, each where it stands again.
fn repeated(content: Content<'_>) -> Vec<&str> {
    let mut run = Run::default();
    let elements = match content {
        Content::Line(text) => {
            run.read(text, false);
            &[][..]
        }
        Content::Pattern(pattern) => &pattern.elements[..],
    };
    let mut is_joined = false;
    for (at, element) in elements.iter().enumerate() {
        match element {
            PatternElement::TextElement { value } => {
                let is_last =
                    !matches!(elements.get(at + 1), Some(PatternElement::Placeable { .. }));
                // What touches braces is a part of a word.
                let is_part = |c: char| !c.is_whitespace();
                let start = if is_joined { value.trim_start_matches(is_part) } else { value };
                let whole = if is_last { start } else { start.trim_end_matches(is_part) };
                run.read(whole, whole.len() < start.len());
                is_joined = false;
            }
            PatternElement::Placeable { .. } => {
                run.end();
                is_joined = true;
            }
        }
    }
    run.end();
    run.found
}

/// Words that are the same, one after another.
#[derive(Default)]
struct Run<'a> {
    last: Option<&'a str>,
    /// How often the last word stood there.
    count: usize,
    found: Vec<&'a str>,
}

impl<'a> Run<'a> {
    /// Reads the words of a text; after it, there may be a part of one.
    fn read(&mut self, text: &'a str, is_cut: bool) {
        // A blank line.
        if text.trim().is_empty() && text.contains('\n') {
            self.end();
        }
        for part in text.split_whitespace() {
            let word = part.trim_start_matches(['(', '"', '“', '«', '„', '¿', '¡']);
            let is_begun = word.len() < part.len();
            let core =
                word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”', '»', '“', '…']);
            let is_ended = core.len() < word.len();
            if is_begun || !self.last.is_some_and(|last| is_same(last, core)) {
                self.end();
                self.count = 1;
            } else {
                self.count += 1;
            }
            self.last = Some(core).filter(|core| core.chars().all(char::is_alphabetic));
            if is_ended {
                self.end();
            }
        }
        if is_cut {
            self.end();
        }
    }

    /// Ends the run: a word that stands there thrice is meant.
    fn end(&mut self) {
        let last = self.last.take();
        self.found.extend(last.filter(|word| self.count == 2 && !word.is_empty()));
        self.count = 0;
    }
}

/// Whether two words are the same but for a capital at the start of a sentence; two names are not, and `BYTES bytes`
/// are the name of an argument and a word.
fn is_same(a: &str, b: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let is_argument = a.chars().skip(1).any(char::is_uppercase);
    (a == b || a.len() == b.len() && !is_argument && a.to_lowercase() == b) && !is_name(b)
}

/// Languages in which any word may be there by mistake, those of their words that are not, and the words of one letter
/// that are.
const EXCEPT: [(&str, &str, &str); 32] = [
    (
        "en",
        "that had very really many much so no her his bye do did is was it you they we he she this what who in on up out \
         off by blah ha far long way again",
        "a",
    ),
    (
        "de",
        "die der das dem den des denen sie ihr ihre wir es was wer wie so sehr ganz viel viele lange nie immer sein haben \
         werden worden zu an auf um mit vor nach aus ein ab bei über unter durch",
        "",
    ),
    (
        "nl",
        "die dat het wat wie om aan op uit in af toe door over voor mee bij te heel veel je zo zij is nee",
        "",
    ),
    ("sv", "det den de som om av på till ut in upp över så när mycket han hon att i man får", ""),
    ("da", "det den de der som om af på til ud ind op over så når meget han hun at i man", ""),
    ("nb", "det den de der som om av på til ut inn opp over så når mye han hun at i man", ""),
    ("nn", "det den dei der som om av på til ut inn opp over så når mykje han ho at i ein", ""),
    ("is", "það sem um á til út inn upp yfir að í við", ""),
    ("fr", "nous vous est très tout bien trop en si oui non plus", ""),
    ("es", "muy nos para como sobre que se casi luego poco tal cual así", "ay"),
    ("pt", "muito nos para como sobre que se quase logo pouco já assim", "ae"),
    ("gl", "moi nos para como sobre que se case logo pouco xa", ""),
    ("ca", "molt nos us la les els se que com quasi poc", "i"),
    (
        "it",
        "molto piano via man mano pian così appena quasi poco ora bene subito proprio la le li lo ci vi si che come tutto \
         passo giro mogio zitto sotto",
        "ae",
    ),
    ("ro", "foarte mai încet tot puțin care se că încă rând", ""),
    ("pl", "to co kto je ją nie bardzo tak że już się", "wiz"),
    ("cs", "se si to co je by kdo ne velmi tak že už jen", "ai"),
    ("sk", "sa si to čo je by kto nie veľmi tak že už so len", "ai"),
    ("sl", "se si to je kar kdo zelo tako da že ga jih ne", ""),
    ("hr", "se si to što je tko ko vrlo tako da ga ih ne su koji", "iu"),
    ("bs", "se si to što šta je tko ko vrlo tako da ga ih ne su koji", "iu"),
    (
        "sr",
        "се си то што шта је ко врло тако да га их не су који se to što šta je ko tako da ga ne su koji",
        "иiuу",
    ),
    (
        "ru",
        "что то кто чуть еле очень да нет это все всё его её их как они ещё еще так едва только вот",
        "ивск",
    ),
    ("uk", "що то хто ледь дуже так ні це все його її їх як вони ще ось", "ві"),
    ("be", "што то хто ледзь вельмі так не гэта усё яго яе іх як яны яшчэ", "ві"),
    ("bg", "се си да много едва това това го ги ще как не", "ви"),
    ("mk", "се си да многу едвај тоа го ги ќе како не", "ви"),
    ("lt", "kas tai vos labai ir jis ne taip", ""),
    ("lv", "kas tas tik ļoti un ir nē tā", ""),
    ("et", "see on ja väga nii ei kes mis ikka", ""),
    ("fi", "on se ei hyvin niin ja kuin hän", ""),
    (
        "hu",
        "az ez egy ki meg el be már hogy nem így úgy le fel föl át vissza mi ami alig csak",
        "a",
    ),
];

/// Languages that double words, and those of their words that nobody doubles.
const ONLY: [(&str, &str); 12] = [
    ("ar", "في على إلى أو"),
    ("az", "və üçün"),
    ("el", "να και με για από δεν θα στο στη στην στον"),
    ("fa", "در از به را"),
    ("ga", "agus"),
    ("hi", "और में"),
    ("id", "yang dan di untuk dengan dari"),
    ("ms", "yang dan di untuk dengan dari"),
    ("sq", "dhe"),
    ("tr", "ve için"),
    ("ur", "اور"),
    ("uz", "va uchun"),
];

/// Whether a word may stand twice in a row in a language.
fn may_repeat(word: &str, language: &Language) -> bool {
    let word = word.to_lowercase();
    let has = |words: &str| words.split_whitespace().any(|known| known == word);
    if let Some((_, words)) = ONLY.iter().find(|(tag, _)| language.is(tag)) {
        return !has(words);
    }
    let Some((.., words, letters)) = EXCEPT.iter().find(|(tag, ..)| language.is(tag)) else {
        return true;
    };
    let mut characters = word.chars();
    match (characters.next(), characters.next()) {
        (Some(letter), None) => !letters.contains(letter),
        _ => has(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_twice_are_found() {
        for (text, expected) in [
            ("Try the the request", &["the"][..]),
            ("The the request, and and", &["the", "and"]),
            ("versuchen versuchen.", &["versuchen"]),
            ("(in in) the", &["in"]),
            ("dot dot dot", &[]),
            ("the, the (the) the-the", &[]),
            ("Bora Bora, 5 5, x1 x1", &[]),
            ("the theme, he the", &[]),
            ("Если если", &["если"]),
            ("BYTES bytes, ΓΡΑΜΜΈΣ γραμμές, СТРОК строк", &[]),
        ] {
            assert_eq!(repeated(Content::Line(text)), expected, "{text}");
        }
    }
}
