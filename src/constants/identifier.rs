//! What a constant is called: identifiers in the style of a language, each of one code alone.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use heck::ToShoutySnakeCase;

/// How a language writes the names of constants.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    /// `HEARTBEAT_EXCEED_LIMIT`
    ShoutySnake,
    /// `HeartbeatExceedLimit`
    Pascal,
    /// `ERROR_CODE_HEARTBEAT_EXCEED_LIMIT`, where the names of an enum's values are those of its package, too.
    Prefixed,
}

impl Style {
    const ALL: [Style; 3] = [Style::ShoutySnake, Style::Pascal, Style::Prefixed];
}

/// What a prefixed name begins with: the name of the enum.
const PREFIX: &str = "ERROR_CODE_";

/// The identifiers of a name, or of a code without one: in the style of each language.
pub(crate) fn identifiers(name: &str) -> impl Iterator<Item = String> {
    Style::ALL.into_iter().map(move |style| identifier(name, style))
}

/// The identifier of a name, or of a code without one: ASCII letters and digits, and a letter at first.
pub(crate) fn identifier(name: &str, style: Style) -> String {
    let name = with_letter(name);
    let shouted = name.to_shouty_snake_case();
    match (style, &name) {
        (Style::ShoutySnake, _) => shouted,
        (Style::Pascal, _) => pascal(&name),
        (Style::Prefixed, _) if shouted.starts_with(PREFIX) => shouted,
        (Style::Prefixed, Cow::Borrowed(_)) => format!("{PREFIX}{shouted}"),
        // The word `code` is there already.
        (Style::Prefixed, Cow::Owned(_)) => format!("ERROR_{shouted}"),
    }
}

/// A name that begins with a letter, since an identifier has to: `22P02` → `code-22P02`, `-1` →
/// `code-minus-1`. One without any letter or digit becomes the numbers of its characters.
fn with_letter(name: &str) -> Cow<'_, str> {
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(digits) = name.strip_prefix('-').filter(|digits| is_number(digits)) {
        return format!("code-minus-{digits}").into();
    }
    let first = name.chars().find(char::is_ascii_alphanumeric);
    match first {
        Some(c) if c.is_ascii_alphabetic() => name.into(),
        Some(_) => format!("code-{name}").into(),
        None => name.bytes().fold("code-x".to_owned(), |id, byte| format!("{id}{byte:02x}")).into(),
    }
}

/// Each part begins with a capital, and goes on as it is written: `CMDBNotFindHost` stays. Where all are
/// capitals, they are lowered: `CARD_DECLINED` → `CardDeclined`.
fn pascal(name: &str) -> String {
    let is_shouted = !name.bytes().any(|byte| byte.is_ascii_lowercase());
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let capital = |part: &str| {
        let (first, rest) = part.split_at(1);
        let rest = if is_shouted { rest.to_ascii_lowercase() } else { rest.to_owned() };
        first.to_ascii_uppercase() + &rest
    };
    parts.map(capital).collect()
}

/// The identifiers of a file, each with what it stands for.
pub(crate) struct Identifiers {
    taken: BTreeMap<String, String>,
    problems: Vec<String>,
}

impl Identifiers {
    /// None but those that the file needs itself.
    pub(crate) fn reserving(reserved: &[&str]) -> Identifiers {
        let taken = reserved.iter().map(|id| ((*id).to_owned(), "the file itself".to_owned()));
        Identifiers { taken: taken.collect(), problems: Vec::new() }
    }

    /// Takes an identifier for a code. Two are the same if they have the same key.
    pub(crate) fn take(&mut self, key: &str, identifier: &str, code: impl Display) {
        match self.taken.get(key) {
            Some(other) => self.problems.push(format!(
                "{code} and {other} would both be called `{identifier}`: give one of them another name in \
                 codes.toml"
            )),
            None => {
                self.taken.insert(key.to_owned(), code.to_string());
            }
        }
    }

    /// What could not be taken.
    pub(crate) fn problems(self) -> Vec<String> {
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_become_identifiers() {
        for (name, shouty, pascal) in [
            ("HeartbeatExceedLimit", "HEARTBEAT_EXCEED_LIMIT", "HeartbeatExceedLimit"),
            ("CMDBNotFindHost", "CMDB_NOT_FIND_HOST", "CMDBNotFindHost"),
            ("InvalidUserID", "INVALID_USER_ID", "InvalidUserID"),
            ("card_declined", "CARD_DECLINED", "CardDeclined"),
            ("NAME_UNKNOWN", "NAME_UNKNOWN", "NameUnknown"),
            ("InvalidParameter.Format", "INVALID_PARAMETER_FORMAT", "InvalidParameterFormat"),
            ("ddl:1054", "DDL_1054", "Ddl1054"),
            ("22P02", "CODE_22P02", "Code22P02"),
            ("00000", "CODE_00000", "Code00000"),
            ("400142", "CODE_400142", "Code400142"),
            ("-1121", "CODE_MINUS_1121", "CodeMinus1121"),
            ("-x", "X", "X"),
            ("type", "TYPE", "Type"),
            ("__init__", "INIT", "Init"),
            ("*/", "CODE_X2A2F", "CodeX2a2f"),
            ("\"'\\$", "CODE_X22275C24", "CodeX22275c24"),
        ] {
            assert_eq!(identifier(name, Style::ShoutySnake), shouty, "{name}");
            assert_eq!(identifier(name, Style::Pascal), pascal, "{name}");
        }
    }

    #[test]
    fn a_prefix_stands_once() {
        for (name, identifier) in [
            ("HeartbeatExceedLimit", "ERROR_CODE_HEARTBEAT_EXCEED_LIMIT"),
            ("ERROR_CODE_NOT_FOUND", "ERROR_CODE_NOT_FOUND"),
            ("400142", "ERROR_CODE_400142"),
            ("-1121", "ERROR_CODE_MINUS_1121"),
            ("22P02", "ERROR_CODE_22P02"),
            ("CODE_9", "ERROR_CODE_CODE_9"),
            ("*/", "ERROR_CODE_X2A2F"),
        ] {
            assert_eq!(super::identifier(name, Style::Prefixed), identifier, "{name}");
        }
    }

    #[test]
    fn a_name_is_known_by_its_identifier_in_any_style() {
        for (identifier, name, is) in [
            ("HEARTBEAT_EXCEED_LIMIT", "HeartbeatExceedLimit", true),
            ("ERROR_CODE_HEARTBEAT_EXCEED_LIMIT", "HeartbeatExceedLimit", true),
            ("CardDeclined", "card_declined", true),
            ("NotFound", "NOT_FOUND", true),
            ("CODE_MINUS_1121", "-1121", true),
            ("HeartBeatExceedLimit", "HeartbeatExceedLimit", false),
            ("HEART_BEAT_EXCEED_LIMIT", "HeartbeatExceedLimit", false),
            ("InvalidUserId", "InvalidUserID", false),
        ] {
            let is_one = identifiers(name).any(|known| known == identifier);
            assert_eq!(is_one, is, "{identifier} of {name}");
        }
    }
}
