//! What an editor offers to go on with: variables, terms, functions and their options, the glossary's words, and the
//! messages that are missing.

use std::ops::Range;

use gen_lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTextEdit, TextEdit};

use super::subject::{Subject, subjects};
use super::view::{ReadLocale, View};
use crate::fluent::Document;
use crate::fluent::function::{Function, OptionValue};
use crate::fluent::line::{begins_entry, is_name};
use crate::workbench::edit::{line_end, scaffold, with_line_ends};

/// The most items: an editor asks again as somebody types on.
const ITEMS: usize = 500;

/// What can stand at an offset.
pub(super) fn completion(view: &View<'_>, offset: usize) -> Vec<CompletionItem> {
    let Some((locale, number)) = view.own() else { return Vec::new() };
    let document = &locale.definitions.documents[number];
    let place = Place::at(document.text(), offset);
    let source = view.source_of(locale.tag);
    let id = document.id_at(offset);
    let items = match place.kind {
        Kind::Identifier => missing_messages(&locale, source.as_ref(), document.text()),
        Kind::Text => glossary(view, &locale, source.as_ref(), id),
        Kind::Expression => expressions(&locale, source.as_ref(), id),
        Kind::Option(function) => options(function),
        Kind::Value(option) => option_values(option),
    };
    let range = view.lines(document).range(place.word);
    let with_range = |(mut item, text): (CompletionItem, String)| {
        item.text_edit = Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: text }));
        item
    };
    items.into_iter().take(ITEMS).map(with_range).collect()
}

/// An item, and the text that it puts in the place of the word.
type Item = (CompletionItem, String);

/// Where somebody is typing.
struct Place {
    /// What of a word stands in front of the offset, with the sign of a variable or term.
    word: Range<usize>,
    kind: Kind,
}

enum Kind {
    /// At the start of a line.
    Identifier,
    /// In the text of a message.
    Text,
    /// In braces.
    Expression,
    /// Among the arguments of a function, after the first.
    Option(Function),
    /// In the quotation marks after an option.
    Value(OptionValue),
}

impl Place {
    /// Reads the text in front of an offset back to where its message begins. It need not parse.
    fn at(text: &str, offset: usize) -> Place {
        let before = &text[..offset];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let start = entry_start(before);
        let name = before.len() - before.bytes().rev().take_while(|byte| is_name(*byte)).count();
        let word_start = match before[..name].chars().next_back() {
            Some('$') => name - 1,
            _ => name,
        };
        let word = word_start..offset;
        if name == line {
            return Place { word, kind: Kind::Identifier };
        }
        let Some(brace) = open_brace(&before[start..]) else {
            return Place { word: word_of_text(before)..offset, kind: Kind::Text };
        };
        let inside = &before[start + brace + 1..];
        let kind = match call(inside) {
            Some((function, arguments)) => {
                let last = arguments.rsplit(',').next().unwrap_or_default();
                let value = last.split_once(':').and_then(|(option, value)| {
                    value.trim_start().strip_prefix('"')?;
                    let mut options = function.options().iter();
                    options.find(|(known, _)| *known == option.trim())
                });
                match value {
                    Some((_, value)) => Kind::Value(*value),
                    None if arguments.contains(',') => Kind::Option(function),
                    None => Kind::Expression,
                }
            }
            None => Kind::Expression,
        };
        Place { word, kind }
    }
}

/// Where the message begins that a text ends in.
fn entry_start(before: &str) -> usize {
    let mut end = before.len();
    loop {
        let start = before[..end].rfind('\n').map_or(0, |end| end + 1);
        if start == 0 || begins_entry(&before.as_bytes()[start..]) {
            return start;
        }
        end = start - 1;
    }
}

/// The last brace of a message that is not closed, without those in string literals.
fn open_brace(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut is_string = false;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\n' => is_string = false,
            b'"' if !open.is_empty() => is_string = !is_string,
            b'\\' if is_string => drop(bytes.next()),
            _ if is_string => {}
            b'{' => open.push(at),
            b'}' => {
                // With its last variant.
                while open.pop() == Some(usize::MAX) {}
            }
            // The text of a variant begins.
            b']' if !open.is_empty() => open.push(usize::MAX),
            b'[' if open.last() == Some(&usize::MAX) => drop(open.pop()),
            _ => {}
        }
    }
    open.pop().filter(|at| *at != usize::MAX)
}

/// The function whose parentheses are open at the end of an expression, and what stands in them.
fn call(inside: &str) -> Option<(Function, &str)> {
    let open = inside.rfind('(').filter(|open| !inside[*open..].contains(')'))?;
    let name =
        inside[..open].rsplit(|character: char| !character.is_ascii_alphanumeric()).next()?;
    Some((Function::find(name)?, &inside[open + 1..]))
}

/// Where the word begins that a text of a language ends in.
fn word_of_text(before: &str) -> usize {
    let is_part = |character: &char| character.is_alphanumeric();
    before.len() - before.chars().rev().take_while(is_part).map(char::len_utf8).sum::<usize>()
}

fn item(label: &str, kind: CompletionItemKind, detail: Option<String>) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        detail,
        ..CompletionItem::default()
    }
}

/// The messages of the source that a locale lacks, each with its text.
fn missing_messages(
    locale: &ReadLocale<'_>,
    source: Option<&ReadLocale<'_>>,
    text: &str,
) -> Vec<Item> {
    let language = locale.language();
    let all =
        source.into_iter().flat_map(|source| source.definitions.all().map(move |it| (source, it)));
    let missing = all.filter(|(_, (_, it))| locale.definitions.spot(it.id).is_none());
    let copied = missing.take(ITEMS).filter_map(|(source, (_, definition))| {
        let copy = scaffold::copy(&source.block(definition.id)?, &language);
        let detail = Some(format!("missing; {} has it", source.tag));
        let item = item(definition.id, CompletionItemKind::Snippet, detail);
        Some((item, with_line_ends(&copy, line_end(text))))
    });
    copied.collect()
}

/// The words of the glossary for what the source says; those that stay as they are, too.
fn glossary(
    view: &View<'_>,
    locale: &ReadLocale<'_>,
    source: Option<&ReadLocale<'_>>,
    id: Option<&str>,
) -> Vec<Item> {
    let Some(source) = source else { return Vec::new() };
    let Some(original) = id.and_then(|id| source.definitions.find(id)) else { return Vec::new() };
    let original = original.source().to_lowercase();
    let says = |word: &&String| original.contains(&word.to_lowercase());
    let glossary = &view.project.glossary;
    let mut items = Vec::new();
    for term in &glossary.terms {
        if let Some(word) = term.words(source.tag).iter().find(says) {
            let words = term.words(locale.tag).iter();
            items.extend(words.map(|own| (own, format!("glossary: {word}"))));
        }
    }
    let kept = glossary.keep.iter().filter(says);
    items.extend(kept.map(|word| (word, "glossary: stays as it is".to_owned())));
    let text = |(word, detail): (&String, String)| {
        (item(word, CompletionItemKind::Text, Some(detail)), word.clone())
    };
    items.into_iter().map(text).collect()
}

/// What can stand in braces: the variables of the message and of its source, terms, messages and functions.
fn expressions(
    locale: &ReadLocale<'_>,
    source: Option<&ReadLocale<'_>>,
    id: Option<&str>,
) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for from in source.into_iter().chain([locale]) {
        let Some((document, definition)) = id.and_then(|id| from.find(id)) else { continue };
        for name in variables(document, definition) {
            let label = format!("${name}");
            if items.iter().all(|(known, _)| known.label != label) {
                let detail = Some(format!("variable in {}", from.tag));
                items.push((item(&label, CompletionItemKind::Variable, detail), label));
            }
        }
    }
    for function in Function::ALL {
        let name = function.name();
        let item = item(name, CompletionItemKind::Function, None);
        items.push((item, name.to_owned()));
    }
    let mut others: Vec<&str> = locale.definitions.others().map(|(id, _)| id).collect();
    others.sort_unstable();
    for other in others.into_iter().filter(|other| Some(*other) != id) {
        let text = locale.definitions.find(other).map(|it| it.source().lines().next());
        let detail = text.flatten().map(str::to_owned);
        let is_term = other.starts_with('-');
        let kind =
            if is_term { CompletionItemKind::Constant } else { CompletionItemKind::Reference };
        items.push((item(other, kind, detail), other.to_owned()));
    }
    items
}

fn variables<'s>(
    document: &Document<'s>,
    definition: &crate::fluent::Definition<'s>,
) -> Vec<&'s str> {
    let subjects = subjects(document, definition).into_iter();
    let names = subjects.filter_map(|(subject, _)| match subject {
        Subject::Variable(name) => Some(name),
        _ => None,
    });
    names.collect()
}

fn options(function: Function) -> Vec<Item> {
    let options = function.options().iter().map(|(name, value)| {
        let item = item(name, CompletionItemKind::Property, Some(value.to_string()));
        (item, format!("{name}: "))
    });
    options.collect()
}

fn option_values(value: OptionValue) -> Vec<Item> {
    match value {
        OptionValue::Word(words) => {
            let of_word =
                |word: &&str| (item(word, CompletionItemKind::Value, None), (*word).to_owned());
            words.iter().map(of_word).collect()
        }
        OptionValue::Count { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_known_though_the_text_does_not_parse() {
        for (before, word, expected) in [
            ("code-1 = a\ncod", "cod", "identifier"),
            ("code-1 = Der Namens", "Namens", "text"),
            ("code-1 = { ", "", "expression"),
            ("code-1 = { $na", "$na", "expression"),
            ("code-1 = { -br", "-br", "expression"),
            ("code-1 = { $n }, a", "a", "text"),
            ("code-1 = { $n ->\n   *[other] Wor", "Wor", "text"),
            ("code-1 = { $n ->\n   *[other] { $", "$", "expression"),
            ("code-1 = { $n ->\n   *[other] { $n }\n  } un", "un", "text"),
            ("code-1 = { NUMBER($n, ", "", "option"),
            ("code-1 = { NUMBER($n, type: \"or", "or", "value"),
            ("code-1 = { NUMBER(", "", "expression"),
            ("code-1 = { \"{\" } te", "te", "text"),
        ] {
            let place = Place::at(before, before.len());
            let kind = match place.kind {
                Kind::Identifier => "identifier",
                Kind::Text => "text",
                Kind::Expression => "expression",
                Kind::Option(_) => "option",
                Kind::Value(_) => "value",
            };
            assert_eq!((&before[place.word], kind), (word, expected), "{before:?}");
        }
    }
}
