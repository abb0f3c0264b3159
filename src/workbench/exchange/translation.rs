//! [`Translation`]: what a file says about one message, in Fluent's terms.

use rustc_hash::FxHashMap;
use unic_langid::LanguageIdentifier;

use super::key::TextKey;
use super::placeholder::{Placeholders, Variable};
use super::sheet::{Language, Plural, Record, Remark};
use super::text::Text;
use super::tree::ZERO;
use crate::comparison::plural::Categories;
use crate::locale::PluralKind;
use crate::workbench::edit::mark::{self, comment_line};
use crate::workbench::edit::state::State;

/// What a file says about one message: its value and its attributes.
#[derive(Default)]
pub(super) struct Translation {
    pub(super) id: String,
    pub(super) offset: usize,
    pub(super) value: Option<Text>,
    pub(super) attributes: Vec<(String, Text)>,
    /// How far along it is, if the file says so.
    pub(super) state: Option<State>,
    /// What translators need to know.
    pub(super) comment: String,
    /// What the placeholders of its texts have become.
    pub(super) variables: Vec<Variable>,
    /// Whether the file has the source of today beside it; `None` if it has none.
    pub(super) agrees: Option<bool>,
}

/// The messages of a file in one language.
#[derive(Default)]
pub(super) struct Translations {
    pub(super) all: Vec<Translation>,
    /// Where each of them is, by the identifier of its message.
    by_id: FxHashMap<String, usize>,
    /// The names of the texts that are empty.
    pub(super) empty: Vec<String>,
    pub(super) passed_over: Vec<Remark>,
    /// What still looks like a placeholder.
    pub(super) doubts: Vec<Remark>,
}

impl Translations {
    /// What is said about one message alone.
    #[cfg(feature = "preview")]
    pub(super) fn of(translation: Translation) -> Translations {
        let by_id = FxHashMap::from_iter([(translation.id.clone(), 0)]);
        Translations { all: vec![translation], by_id, ..Translations::default() }
    }

    /// What the file says about the message of this identifier.
    pub(super) fn get(&self, id: &str) -> Option<&Translation> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Translation> {
        self.all.get_mut(*self.by_id.get(id)?)
    }
}

/// How the texts of a file are read.
pub(super) struct Reading {
    pub(super) placeholders: Placeholders,
    /// Whether an apostrophe quotes, as in Java's `MessageFormat`.
    pub(super) quotes: bool,
    /// Whether what is not a code is passed over.
    pub(super) skip_invalid: bool,
    /// The language of the texts.
    pub(super) locale: LanguageIdentifier,
}

impl Reading {
    /// The forms of a text, of which the one for nothing is called as the language calls it.
    fn plural(&self, plural: &Plural) -> Plural {
        let mut plural = plural.clone();
        let kind = if plural.is_ordinal { PluralKind::Ordinal } else { PluralKind::Cardinal };
        for (category, _) in plural.cases.iter_mut().filter(|(category, _)| category == ZERO) {
            let has_zero = Categories::of(&self.locale, kind).knows("zero");
            *category = if has_zero { "zero" } else { "0" }.to_owned();
        }
        plural
    }

    /// What still looks like a placeholder in a text that was read: one that is quoted, or of another
    /// kind.
    fn left_in<'t>(&self, text: &'t Text, written: &'t str) -> Option<&'t str> {
        if self.placeholders == Placeholders::None {
            return None;
        }
        let mut kinds = Placeholders::ALL.into_iter();
        match text {
            Text::Plain(words) => kinds.find_map(|kind| kind.first_in(words)),
            Text::Fluent(source) => {
                let own = self.placeholders.first_in(written);
                let mut signs = kinds.filter_map(|kind| kind.first_in(written));
                signs.find(|sign| Some(*sign) != own && source.contains(*sign))
            }
        }
    }
}

impl Language {
    /// What the file says about each message, in its order.
    ///
    /// # Errors
    ///
    /// Every name and every text that no catalog can take.
    pub(super) fn translations(&self, reading: &Reading) -> Result<Translations, Vec<Remark>> {
        let mut found = Translations::default();
        let mut errors = Vec::new();
        for record in &self.records {
            let key: TextKey = match record.key.parse() {
                Ok(key) => key,
                Err(text) if reading.skip_invalid => {
                    found.passed_over.push(Remark::new(record.offset, text));
                    continue;
                }
                Err(text) => {
                    errors.push(Remark::new(record.offset, text));
                    continue;
                }
            };
            if record.text.is_empty() {
                found.empty.push(record.key.clone());
                continue;
            }
            let (text, variables) = match record.read(&key, reading) {
                Ok(read) => read,
                Err(Unread::Placeholder(reason)) => {
                    found.passed_over.push(Remark::new(record.offset, reason));
                    continue;
                }
                Err(Unread::Fluent(reason)) => {
                    errors.push(Remark::new(record.offset, reason));
                    continue;
                }
            };
            if let Some(sign) = reading.left_in(&text, &record.text) {
                let text = format!("`{}`: `{sign}` is left as it stands", record.key);
                found.doubts.push(Remark::new(record.offset, text));
            }
            let number = *found.by_id.entry(key.id.clone()).or_insert(found.all.len());
            if number == found.all.len() {
                let (id, offset) = (key.id.clone(), record.offset);
                found.all.push(Translation { id, offset, ..Translation::default() });
            }
            let translation = &mut found.all[number];
            match translation.text(key.attribute.as_deref()) {
                None => translation.put(key.attribute, text, variables, record),
                Some(known) if *known == text => {
                    let text =
                        format!("`{}` stands here a second time, with the same text", record.key);
                    found.passed_over.push(Remark::new(record.offset, text));
                }
                Some(_) => {
                    let text = format!(
                        "`{}` stands here a second time, with another text: remove one",
                        record.key
                    );
                    errors.push(Remark::new(record.offset, text));
                }
            }
        }
        if errors.is_empty() { Ok(found) } else { Err(errors) }
    }
}

/// Why a text is not taken.
pub(super) enum Unread {
    /// It should be Fluent source, and is not.
    Fluent(String),
    /// It has placeholders that cannot be turned into Fluent.
    Placeholder(String),
}

impl Record {
    /// The text, with its placeholders as variables.
    pub(super) fn read(
        &self,
        key: &TextKey,
        reading: &Reading,
    ) -> Result<(Text, Vec<Variable>), Unread> {
        let text = self.text.replace("\r\n", "\n");
        if key.is_fluent {
            let text = Text::from_fluent(&text);
            return text
                .map(|text| (text, Vec::new()))
                .map_err(|reason| Unread::Fluent(format!("`{}`: {reason}", self.key)));
        }
        let read = match &self.plural {
            Some(plural) => reading.placeholders.read_plural(&reading.plural(plural), &text),
            None => reading.placeholders.read(&text, reading.quotes),
        };
        read.map_err(|reason| Unread::Placeholder(format!("`{}`: {reason}", self.key)))
    }
}

impl Translation {
    fn text(&self, attribute: Option<&str>) -> Option<&Text> {
        match attribute {
            None => self.value.as_ref(),
            Some(name) => {
                self.attributes.iter().find(|(known, _)| known == name).map(|(_, text)| text)
            }
        }
    }

    fn put(
        &mut self,
        attribute: Option<String>,
        text: Text,
        variables: Vec<Variable>,
        record: &Record,
    ) {
        // A message is as far along as the least of its texts.
        let is_less =
            |state: &State| self.state.as_ref().is_none_or(|known| known.yields_to(state));
        if let Some(state) = record.state.clone().filter(is_less) {
            self.state = Some(state);
        }
        if self.comment.is_empty() {
            self.comment.clone_from(&record.comment);
        }
        match attribute {
            None => self.value = Some(text),
            Some(name) => self.attributes.push((name, text)),
        }
        for variable in variables {
            if !self.variables.iter().any(|known| known.name == variable.name) {
                self.variables.push(variable);
            }
        }
    }

    /// The lines that explain its variables, but for those that a comment explains already.
    pub(super) fn explanations<'a>(
        &'a self,
        comment: &'a str,
    ) -> impl Iterator<Item = String> + 'a {
        let is_missing = |variable: &&Variable| !variable.is_explained_in(comment);
        self.variables.iter().filter(is_missing).map(Variable::explanation)
    }

    /// Whether the file says that there is no translation yet.
    pub(super) fn is_unfinished(&self) -> bool {
        self.state.as_ref().and_then(State::needs_translation) == Some(true)
    }

    /// The line of a comment that keeps the state, where the mark does not say the contrary.
    pub(super) fn kept_state(&self, is_marked: bool) -> Option<String> {
        let state = self.state.as_ref()?;
        let agrees = state.needs_translation().is_none_or(|needs| needs == is_marked);
        state.line().filter(|_| agrees)
    }

    /// The message as it is added to a file, where no source has a comment for it.
    pub(super) fn entry(&self) -> String {
        let mark = self.is_unfinished().then(|| mark::NEEDS_TRANSLATION.to_owned());
        let lines = mark.into_iter().chain(self.kept_state(self.is_unfinished()));
        let lines = lines.map(|line| comment_line(&line));
        self.own_comment() + &lines.collect::<String>() + &self.source()
    }

    /// The comment of a message that has no source to take one from.
    fn own_comment(&self) -> String {
        let words = Some(&*self.comment).filter(|comment| !comment.is_empty());
        let lines = words.into_iter().flat_map(str::lines).map(str::to_owned);
        lines.chain(self.explanations(&self.comment)).map(|line| comment_line(&line)).collect()
    }

    /// The message as it stands in a file, without a comment.
    pub(super) fn source(&self) -> String {
        let value = self.value.as_ref().map(|value| value.to_source("    ", "\n"));
        let attributes = self.attributes.iter().map(|(name, text)| attribute(name, text, "\n"));
        format!("{} ={}{}", self.id, value.unwrap_or_default(), attributes.collect::<String>())
    }
}

/// An attribute, with the line end in front of it.
pub(super) fn attribute(name: &str, text: &Text, line_end: &str) -> String {
    format!("{line_end}    .{name} ={}", text.to_source("        ", line_end))
}
