//! [`State`]: how far along a translation is, in the words of translation tools.
//!
//! A message keeps what `# needs translation` cannot say in a comment line, which `codeword import` writes
//! and `codeword export` reads:
//!
//! ```ftl
//! # state: needs-review-translation (fuzzy-match)
//! code-404001 = Die Bestellung wurde nicht gefunden
//! ```
//!
//! `translated` and `needs-translation` have no line: they are what a missing and a present mark say.

use std::fmt;

/// What precedes a state in a comment.
const STATE: &str = "state: ";

/// The states of XLIFF 1.2 (§2.3, `state`) and 2.0 (§4.3.1.25) in which there is still no translation.
const UNTRANSLATED: [&str; 5] =
    ["new", "initial", "needs-translation", "needs-adaptation", "needs-l10n"];

/// Those in which there is one.
const TRANSLATED: [&str; 7] = [
    "translated",
    "needs-review-translation",
    "needs-review-adaptation",
    "needs-review-l10n",
    "reviewed",
    "signed-off",
    "final",
];

/// A state of XLIFF 1.2 or 2.0, with its `state-qualifier` or `subState`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    name: String,
    qualifier: Option<String>,
}

impl State {
    /// A state by its name; `None` for a word that is not a state. Names of one's own begin with `x-`.
    pub(crate) fn new(name: &str, qualifier: Option<String>) -> Option<State> {
        let name = name.trim().to_ascii_lowercase();
        let name = if name == "needs translation" { "needs-translation".to_owned() } else { name };
        let is_known = UNTRANSLATED.contains(&&*name) || TRANSLATED.contains(&&*name);
        let is_token =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let qualifier = qualifier.filter(|qualifier| is_token(qualifier));
        let is_own = name.strip_prefix("x-").is_some_and(is_token);
        (is_known || is_own).then_some(State { name, qualifier })
    }

    /// Reads `final`, or `needs-review-translation (fuzzy-match)`.
    pub(crate) fn read(text: &str) -> Option<State> {
        let text = text.trim();
        match text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
            Some((name, qualifier)) => State::new(name, Some(qualifier.to_owned())),
            None => State::new(text, None),
        }
    }

    /// The state that a line of a comment keeps.
    pub(crate) fn of_line(line: &str) -> Option<State> {
        State::read(line.trim().strip_prefix(STATE)?)
    }

    /// The line of a comment that keeps it; `None` if it says no more than the mark.
    pub(crate) fn line(&self) -> Option<String> {
        let is_plain = matches!(&*self.name, "translated" | "needs-translation" | "initial");
        (!is_plain || self.qualifier.is_some()).then(|| format!("{STATE}{self}"))
    }

    /// The state of a message that keeps none.
    pub(crate) fn of_mark(needs_translation: bool) -> State {
        let name = if needs_translation { "needs-translation" } else { "translated" };
        State { name: name.to_owned(), qualifier: None }
    }

    /// Whether it says that there is no translation yet; `None` if only its inventor knows.
    pub(crate) fn needs_translation(&self) -> Option<bool> {
        match &*self.name {
            name if UNTRANSLATED.contains(&name) => Some(true),
            name if TRANSLATED.contains(&name) => Some(false),
            _ => None,
        }
    }

    /// Whether another state takes its place where a text has both: the whole is as far along as the least
    /// of its parts, and `translated` says no more than that there is a translation.
    pub(crate) fn yields_to(&self, other: &State) -> bool {
        self.needs_translation() != Some(true)
            && (other.needs_translation() == Some(true) || self.line().is_none())
    }

    /// Its name in XLIFF 1.2.
    pub(crate) fn in_xliff_1(&self) -> &str {
        match &*self.name {
            "initial" => "new",
            "reviewed" => "signed-off",
            name => name,
        }
    }

    /// Its name in XLIFF 2.0, which knows four.
    pub(crate) fn in_xliff_2(&self) -> &str {
        match &*self.name {
            "final" => "final",
            "reviewed" | "signed-off" => "reviewed",
            _ if self.needs_translation() == Some(true) => "initial",
            _ => "translated",
        }
    }

    /// What 2.0 keeps in `subState`, `prefix:value`: the qualifier, or all of a state that it does not
    /// know.
    pub(crate) fn sub_state(&self) -> Option<String> {
        let is_of_2 = matches!(&*self.name, "initial" | "translated" | "reviewed" | "final");
        match &self.qualifier {
            Some(qualifier) if is_of_2 && qualifier.contains(':') => Some(qualifier.clone()),
            None if is_of_2 || self.name == "needs-translation" => None,
            _ => Some(format!("codeword:{self}").replace(' ', "")),
        }
    }

    /// The state of a segment of XLIFF 2.0, by its `state` and `subState`.
    pub(crate) fn of_segment(state: &str, sub_state: Option<String>) -> Option<State> {
        let own = sub_state.as_deref().and_then(|sub_state| sub_state.strip_prefix("codeword:"));
        match own {
            Some(own) => State::read(&own.replace('(', " (")),
            None => State::new(state, sub_state),
        }
    }

    /// Whether two states are one in XLIFF 1.2, which calls a few otherwise than 2.0.
    pub(crate) fn is_like(&self, other: &State) -> bool {
        self.in_xliff_1() == other.in_xliff_1() && self.qualifier == other.qualifier
    }

    /// What 1.2 keeps in `state-qualifier`.
    pub(crate) fn qualifier(&self) -> Option<&str> {
        self.qualifier.as_deref()
    }
}

impl fmt::Display for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.qualifier {
            Some(qualifier) => write!(out, "{} ({qualifier})", self.name),
            None => out.write_str(&self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_kept_in_either_version_of_xliff() {
        for name in UNTRANSLATED.iter().chain(&TRANSLATED).chain(&["x-legal"]) {
            for qualifier in [None, Some("fuzzy-match"), Some("my:checked")] {
                let state = State::new(name, qualifier.map(str::to_owned)).unwrap();
                assert_eq!(State::read(&state.to_string()), Some(state.clone()));
                if let Some(line) = state.line() {
                    assert_eq!(State::of_line(&line), Some(state.clone()));
                }
                let again = State::of_segment(state.in_xliff_2(), state.sub_state()).unwrap();
                assert_eq!(again.needs_translation(), state.needs_translation(), "{state}");
            }
        }
    }

    #[test]
    fn words_are_not_a_state() {
        for text in ["", "the order", "done", "final answer", "x-", "x-a b"] {
            assert_eq!(State::read(text), None, "{text}");
        }
        assert_eq!(State::of_line("state: California"), None);
        assert_eq!(State::read("Needs translation").unwrap(), State::of_mark(true));
    }
}
