//! The pages as HTML. Whatever comes from a catalog is escaped.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::entry::{Entries, Entry};
use super::passage::{Passage, Piece};
use super::words::Words;

/// The page that names the languages.
pub(super) fn index(
    locales: &[LanguageIdentifier],
    source: &LanguageIdentifier,
    words: &Words,
) -> String {
    let title = words.get("title", source);
    let mut body = format!("<main>\n<h1>{title}</h1>\n<ul class=\"languages\">\n");
    for locale in locales {
        let (title, language) = (words.get("title", locale), words.language(locale));
        body += &format!(
            "<li><a href=\"{locale}.html\" hreflang=\"{locale}\"><b>{locale}</b> \
             <span lang=\"{language}\">{title}</span></a></li>\n"
        );
    }
    body += "</ul>\n</main>\n";
    document(words.language(source), &title, &body)
}

/// The page of a locale, with links to those of the others.
pub(super) fn page(
    locale: &LanguageIdentifier,
    locales: &[LanguageIdentifier],
    entries: &Entries,
    words: &Words,
) -> String {
    let title = words.get("title", locale);
    let mut body = format!("<header>\n<h1>{title}</h1>\n");
    body += &navigation(locale, locales, words);
    let search = words.get("search", locale);
    body += &format!(
        "<input type=\"search\" id=\"search\" aria-label=\"{search}\" placeholder=\"{search}\" \
         autocomplete=\"off\" spellcheck=\"false\" hidden>\n</header>\n<main>\n"
    );
    for group in &entries.0 {
        body += "<section>\n";
        if let Some(heading) = &group.heading {
            let language = in_language(group.fallback.as_ref().unwrap_or(locale));
            body += &format!("<h2 {language}>{}</h2>\n", escape(heading));
        }
        for entry in &group.entries {
            body += &article(entry, locale, words);
        }
        body += "</section>\n";
    }
    let nothing = words.get("nothing-found", locale);
    body += &format!("<p id=\"nothing\" role=\"status\" hidden>{nothing}</p>\n</main>\n");
    document(words.language(locale), &title, &body)
}

fn document(language: &LanguageIdentifier, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"reference.css\">\n\
         <script src=\"reference.js\" defer></script>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

fn navigation(
    locale: &LanguageIdentifier,
    locales: &[LanguageIdentifier],
    words: &Words,
) -> String {
    let mut links = String::new();
    for other in locales {
        let current = if other == locale { " aria-current=\"page\"" } else { "" };
        let link = format!("<a href=\"{other}.html\" hreflang=\"{other}\"{current}>{other}</a>\n");
        links += &link;
    }
    format!("<nav aria-label=\"{}\">\n{links}</nav>\n", words.get("languages", locale))
}

/// The attributes that say which language a text is in, and from which side it is read.
fn in_language(language: &LanguageIdentifier) -> String {
    let direction = match language.character_direction() {
        CharacterDirection::RTL => "rtl",
        CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
    };
    format!("lang=\"{language}\" dir=\"{direction}\"")
}

/// What a page says about one code.
fn article(entry: &Entry, locale: &LanguageIdentifier, words: &Words) -> String {
    let Entry { code, id, .. } = entry;
    let code = code.to_string();
    let mut out = format!("<article id=\"{id}\">\n<h3><a href=\"#{id}\">{}</a>", escape(&*code));
    if let Some(name) = &entry.name {
        let _ = write!(out, " <code>{}</code>", escape(name));
    }
    out += "</h3>\n";
    let mut facts = Vec::new();
    if let Some(status) = entry.http_status {
        facts.push(words.with_status("http-status", &status.to_string(), locale));
    }
    if let Some(status) = entry.grpc {
        facts.push(words.with_status("grpc", status.name(), locale));
    }
    if entry.is_retired {
        facts.push(words.get("retired", locale));
    }
    if let Some(language) = &entry.fallback {
        facts.push(format!("{} ({language})", words.get("not-translated", locale)));
    }
    let facts: Vec<String> = facts.iter().map(|it| format!("<li>{}</li>", escape(it))).collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "<ul class=\"facts\">{}</ul>", facts.concat());
    }
    let language = in_language(entry.fallback.as_ref().unwrap_or(locale));
    let _ = writeln!(out, "<div {language}>");
    let always = words.get("always", locale);
    if let Some(text) = &entry.text {
        let _ = writeln!(out, "<p class=\"text\">{}</p>", passage(text, &always));
    }
    if !entry.attributes.is_empty() || entry.type_uri.is_some() {
        out += &details(entry, locale, words, &always);
    }
    out + "</div>\n</article>\n"
}

fn details(entry: &Entry, locale: &LanguageIdentifier, words: &Words, always: &str) -> String {
    let language = words.language(locale);
    let mut out = "<dl>\n".to_owned();
    let mut pair = |name: &str, value: &str| {
        let name = escape(name);
        out += &format!("<dt lang=\"{language}\">{name}</dt><dd>{value}</dd>\n");
    };
    for (name, text) in &entry.attributes {
        pair(&words.attribute(name, locale), &passage(text, always));
    }
    if let Some(uri) = &entry.type_uri {
        pair(&words.get("type", locale), &format!("<code>{}</code>", escape(uri)));
    }
    out + "</dl>\n"
}

/// A text, with its variables by their names and all variants of its selectors.
fn passage(passage: &Passage, always: &str) -> String {
    let mut out = String::new();
    for piece in &passage.0 {
        match piece {
            Piece::Text(text) => out += &escape(text),
            Piece::Variable(name) => out += &format!("<var>{}</var>", escape(name)),
            Piece::Choice(alternatives) => {
                out += "<span class=\"choice\">";
                for alternative in alternatives {
                    let key = alternative.key.as_deref().unwrap_or(always);
                    let text = self::passage(&alternative.passage, always);
                    out += &format!("<span><i>{}</i> {text}</span>", escape(key));
                }
                out += "</span>";
            }
        }
    }
    out
}
