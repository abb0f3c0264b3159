//! [`Literal`]: what a text says that is the same in every language.

use unic_langid::LanguageIdentifier;

use crate::fluent::{Content, walk};

/// Something that is the same in every language.
pub(super) struct Literal<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Code,
    Address,
    Mail,
    Identifier,
}

impl Literal<'_> {
    /// Whether it is the same, or in an address, the same of another language.
    pub(super) fn is_same_as(&self, other: &Literal<'_>) -> bool {
        if self.text == other.text {
            return true;
        }
        self.kind == Kind::Address && other.kind == Kind::Address && {
            let (own, other) = (parts(self.text), parts(other.text));
            // Under another language's name, the pages have other names, too.
            own == other
                || own.0 == other.0
                    && (own.1 != other.1 || !is_slip(&own.2.join("/"), &other.2.join("/")))
        }
    }

    /// Whether a text has what stands for it in another language: a sample address under the same domain, or a word
    /// that stands for any, `FILE1` and `DATEI1`, `LINK_NAME` and `ИМЯ_ССЫЛКИ`.
    pub(super) fn is_translated_in(&self, text: &str) -> bool {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        match self.kind {
            Kind::Mail => domain(self.text).is_some_and(|domain| {
                let is_end = |c: char| c.is_whitespace() || "“”„‘’«»「」\"'()<>,;".contains(c);
                text.split(is_end).any(|word| {
                    word.split_once('@').is_some_and(|(_, host)| {
                        let host = host.trim_end_matches(['.', ':', '?', '!', '。']);
                        host.strip_suffix(domain).is_some_and(|it| it.ends_with('.'))
                            && !is_slip(word, self.text)
                    })
                })
            }),
            Kind::Identifier if self.text.contains('_') => text
                .split(|c| !is_part(c))
                .any(|word| word.trim_matches('_').contains('_') && !word.is_ascii()),
            Kind::Identifier => {
                let name = self.text.trim_end_matches(|c: char| c.is_ascii_digit());
                let digits = &self.text[name.len()..];
                !digits.is_empty()
                    && text.match_indices(digits).any(|(at, _)| {
                        let before = &text[..at];
                        let word = before.trim_end_matches(char::is_alphabetic);
                        let word = &before[word.len()..];
                        let after = &text[at + digits.len()..];
                        let goes_on = after.starts_with(|c: char| c.is_ascii_digit());
                        // A name with a longer number is another script's: `ARM64` and `АРМ64`.
                        let is_word = !word.is_empty() && (digits.len() == 1 || !word.is_ascii());
                        is_word && !goes_on && !is_slip(word, name)
                    })
            }
            Kind::Code | Kind::Address => false,
        }
    }

    /// Whether a text has it; a number may be apart from its name there, `SHA-256`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        text.contains(self.text)
            || self.kind == Kind::Identifier && !self.text.contains('_') && {
                let joined: String =
                    text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{A0}')).collect();
                joined.contains(self.text)
            }
    }
}

/// The literals of a value, each once.
pub(super) fn literals<'t>(content: Content<'t>) -> Vec<Literal<'t>> {
    let mut found: Vec<Literal<'t>> = Vec::new();
    walk::contents(content, &mut |content| {
        // Code with a placeable in it is another one each time.
        let mut is_code = false;
        for text in content.texts() {
            let mut parts = text.split('`').peekable();
            let mut is_begun = false;
            while let Some(part) = parts.next() {
                let is_ended = parts.peek().is_some();
                match is_code {
                    true if is_begun && is_ended && is_name(part) => {
                        found.push(Literal { kind: Kind::Code, text: part });
                    }
                    true => {}
                    false => in_prose(part, &mut found),
                }
                is_code ^= is_ended;
                is_begun = true;
            }
        }
    });
    let mut seen = Vec::new();
    found.retain(|literal| {
        let is_new = !seen.contains(&literal.text);
        seen.push(literal.text);
        is_new
    });
    found
}

/// Whether what stands in backticks is a name in code, and not the words on a button or an example, which are
/// translated.
fn is_name(code: &str) -> bool {
    let is_joint = |c: char| "_-./\\=:$%@#<>{}[]".contains(c);
    let is_hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let letters = code.bytes().filter(u8::is_ascii_alphabetic).count();
    // `<new line>` says what to put there.
    let inner = code.strip_prefix('<').and_then(|code| code.strip_suffix('>'));
    let is_blank = inner
        .is_some_and(|code| code.bytes().all(|c| c.is_ascii_alphabetic() || b" -".contains(&c)));
    letters > 1 && !is_blank && (code.contains(is_joint) || code.as_bytes().windows(2).any(is_hump))
}

/// The literals of a text without code in it.
fn in_prose<'t>(text: &'t str, found: &mut Vec<Literal<'t>>) {
    let is_end = |c: char| {
        matches!(
            c,
            '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | ',' | ';'
        )
    };
    let is_part = |c: char| c.is_ascii_graphic() && !is_end(c);
    for word in text.split(|c| !is_part(c)) {
        let word = word.trim_end_matches(['.', ':', '?', '!']);
        let kind = match word.find("://") {
            Some(at) if at > 0 && word.len() > at + 3 => Kind::Address,
            _ if is_mail(word) => Kind::Mail,
            _ => {
                let names = word.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                let names = names.filter(|name| is_identifier(name));
                found.extend(names.map(|text| Literal { kind: Kind::Identifier, text }));
                continue;
            }
        };
        found.push(Literal { kind, text: word });
    }
}

/// Whether a word is an address of e-mail, and not one that stands for any, such as `name@example.com`.
fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let (labels, top) = host.rsplit_once('.').unwrap_or_default();
    let is_top = top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    !name.is_empty() && !labels.is_empty() && labels != "example" && is_top
}

/// Whether a word of capitals is a name in a program: languages have their own for "URL" and "CMDB".
fn is_identifier(word: &str) -> bool {
    let count = |is_part: fn(&u8) -> bool| word.bytes().filter(is_part).count();
    let letters = count(u8::is_ascii_uppercase);
    let digits = count(u8::is_ascii_digit);
    let is_joined = word.trim_matches('_').contains('_');
    let begins = word.starts_with(|c: char| c.is_ascii_uppercase() || c == '_');
    count(u8::is_ascii_lowercase) == 0
        && begins
        && (letters > 1 && is_joined || letters > 2 && digits > 0)
}

/// The domain that an address of e-mail is under, where it names one of many: `shop@yourdomain.example.com`.
fn domain(mail: &str) -> Option<&str> {
    let (_, host) = mail.split_once('@')?;
    let (rest, _) = host.rsplit_once('.')?;
    let (_, name) = rest.rsplit_once('.')?;
    // That of `com.cn` is no name.
    (name.len() > 3).then(|| &host[rest.len() - name.len()..])
}

/// Whether two names differ in so little that one is most likely mistyped.
fn is_slip(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b): (Vec<char>, Vec<char>) =
        (a.chars().skip(alike).collect(), b.chars().skip(alike).collect());
    let ends = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - ends <= 2
}

/// The host of an address without a language, the languages in the address, and the rest of it.
fn parts(address: &str) -> (Vec<&str>, Vec<&str>, Vec<&str>) {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let is_language = |part: &&str| {
        let tag = part.split('-').next().unwrap_or_default();
        matches!(tag.len(), 2 | 3)
            && part.len() <= 7
            && part.parse::<LanguageIdentifier>().is_ok()
            && *part != "www"
    };
    let mut labels: Vec<&str> = host.split('.').collect();
    // The last two labels name the host.
    let (mut languages, rest) = (Vec::new(), labels.split_off(labels.len().saturating_sub(2)));
    labels.retain(|label| {
        let is_language = is_language(label);
        languages.extend(is_language.then_some(*label));
        !is_language
    });
    labels.extend(rest);
    let (tags, path): (Vec<&str>, Vec<&str>) =
        path.split('/').filter(|part| !part.is_empty()).partition(is_language);
    languages.extend(tags);
    (labels, languages, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_told_from_words() {
        for (text, expected) in [
            ("See https://example.com/help. Or", vec!["https://example.com/help"]),
            ("见https://example.com/帮助，或 a@b.cn。", vec!["https://example.com/", "a@b.cn"]),
            (
                "Set HTTP_PROXY or `http_proxy` to SHA256",
                vec!["HTTP_PROXY", "http_proxy", "SHA256"],
            ),
            ("The URL, ID, CMDB, MP3 or 2FA of 1A", vec![]),
            ("a `b", vec![]),
            ("user@, @name, a@b, name@example.com", vec![]),
            (
                "Press `Try Again` or `new`, wait `30s`, then `orders-api` or `maxItems`",
                vec!["orders-api", "maxItems"],
            ),
        ] {
            let found = literals(Content::Line(text));
            assert_eq!(found.iter().map(|it| it.text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn an_address_may_be_that_of_another_language() {
        let same = |a, b| {
            let literal = |text| Literal { kind: Kind::Address, text };
            literal(a).is_same_as(&literal(b))
        };
        assert!(same("https://a.com/en-US/help", "https://a.com/de/help"));
        assert!(same("https://en.wikipedia.org/wiki/Code", "https://fr.wikipedia.org/wiki/Mot"));
        assert!(same("http://a.com/help/", "https://a.com/help"));
        assert!(!same("https://example.com/help", "https://exmaple.com/help"));
        assert!(same("https://example.com/help", "https://example.com/hilfe"));
        assert!(!same("https://example.com/help", "https://example.com/hlep"));
        assert!(!same("https://example.com/v1/404", "https://example.com/v1/405"));
    }
}
