//! [`Part`]: a sentence as its words and its places for values, as the sources of servers write those.

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Words(String),
    /// A place for any text, by the name of its argument.
    Text(String),
    /// A place for a number.
    Number {
        name: String,
        fraction: bool,
    },
}

/// A placeholder, and how many bytes it takes.
struct Found {
    name: Name,
    kind: Kind,
    length: usize,
}

enum Name {
    /// The next argument: `%s`, `{}`.
    Next,
    Given(String),
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// A text in quotation marks, `%q` of Go.
    Quoted,
    Number {
        fraction: bool,
    },
}

/// The parts of a sentence: see [`Templates`](super::Templates) for the placeholders that there are.
pub(super) fn parts(sentence: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut at, mut taken) = (0, 0_usize);
    while let Some(c) = sentence[at..].chars().next() {
        let rest = &sentence[at..];
        let after_digit = sentence[..at].ends_with(|c: char| c.is_ascii_digit());
        if rest.starts_with("%%") {
            words(&mut parts, "%");
            at += 2;
            continue;
        }
        let found = match c {
            // `50%complete` is half.
            '%' if !after_digit => printf(rest),
            '$' | '#' if rest[1..].starts_with('{') => {
                braces(&rest[1..]).map(|found| Found { length: found.length + 1, ..found })
            }
            '{' => braces(rest),
            _ => None,
        };
        let Some(Found { name, kind, length }) = found else {
            // Two braces that are no placeholder are not one brace before another placeholder either.
            let length = if rest.starts_with("{{") { 2 } else { c.len_utf8() };
            words(&mut parts, &rest[..length]);
            at += length;
            continue;
        };
        let name = match name {
            Name::Given(name) => name,
            Name::Next => {
                taken += 1;
                format!("arg{}", taken - 1)
            }
        };
        match kind {
            Kind::Text => parts.push(Part::Text(name)),
            Kind::Number { fraction } => parts.push(Part::Number { name, fraction }),
            Kind::Quoted => {
                words(&mut parts, "\"");
                parts.push(Part::Text(name));
                words(&mut parts, "\"");
            }
        }
        at += length;
    }
    parts
}

/// Adds words to those before them.
pub(super) fn words(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Words(before)) => before.push_str(text),
        _ => parts.push(Part::Words(text.to_owned())),
    }
}

/// `%s`, `%1$s`, `%-.192s`, `%ld`, `%.2f`, `%(name)s`, at the start of a text.
fn printf(text: &str) -> Option<Found> {
    let mut rest = text.strip_prefix('%')?;
    let mut name = Name::Next;
    if let Some((inner, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        name = Name::Given(argument(inner)?);
        rest = after;
    } else if let Some((number, after)) = rest.split_once('$')
        && let Ok(number) = number.parse::<u16>()
    {
        name = Name::Given(format!("arg{}", number.checked_sub(1)?));
        rest = after;
    }
    // No space among the flags, or `100% done` would have a place for a number.
    rest = rest.trim_start_matches(['-', '+', '#', '0', '\'']);
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest = rest
        .strip_prefix('.')
        .map_or(rest, |precision| precision.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest = rest.trim_start_matches(['h', 'l', 'z', 'j', 't', 'L']);
    let kind = match rest.chars().next()? {
        's' | 'v' | 'w' | 'c' | 'm' | 'x' | 'X' | 'p' => Kind::Text,
        'q' => Kind::Quoted,
        'd' | 'i' | 'u' => Kind::Number { fraction: false },
        'f' | 'F' | 'g' | 'G' => Kind::Number { fraction: true },
        _ => return None,
    };
    Some(Found { name, kind, length: text.len() - rest.len() + 1 })
}

/// `{}`, `{0}`, `{name}`, `{0,number}`, `{0:N2}`, `{name!r}`, `{{ name }}`, `{{.Name}}`, at the start of a
/// text.
fn braces(text: &str) -> Option<Found> {
    let (inner, length) = match text.strip_prefix("{{") {
        Some(rest) => {
            let end = rest.find("}}")?;
            (rest[..end].trim().trim_start_matches('.'), end + 4)
        }
        None => {
            let rest = text.strip_prefix('{')?;
            let end = rest.find('}')?;
            (&rest[..end], end + 2)
        }
    };
    // What comes after the name says how the value is written, which no reader of it needs to know.
    let (name, form) = match inner.find([',', ':', '!']) {
        Some(at) => inner.split_at(at),
        None => (inner, ""),
    };
    if form.contains(['{', '}', '"']) {
        return None;
    }
    let name = match name {
        "" if text.starts_with("{{") => return None,
        "" => Name::Next,
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Name::Given(format!("arg{}", number.parse::<u16>().ok()?))
        }
        name => Name::Given(argument(name)?),
    };
    Some(Found { name, kind: Kind::Text, length })
}

/// The argument that a name stands for: a variable of Fluent has no full stop, `{user.name}` is `$user_name`.
fn argument(name: &str) -> Option<String> {
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    is_name.then(|| name.replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence with `<name>`, `<name int>` and `<name dec>` in the places of its placeholders.
    fn marked(sentence: &str) -> String {
        let mark = |part: Part| match part {
            Part::Words(words) => words,
            Part::Text(name) => format!("<{name}>"),
            Part::Number { name, fraction: false } => format!("<{name} int>"),
            Part::Number { name, fraction: true } => format!("<{name} dec>"),
        };
        parts(sentence).into_iter().map(mark).collect()
    }

    #[test]
    fn placeholders_are_read_as_servers_write_them() {
        for (sentence, expected) in [
            ("too many beats: %s", "too many beats: <arg0>"),
            ("Unknown column '%-.192s' in '%-.192s'", "Unknown column '<arg0>' in '<arg1>'"),
            ("%2$s before %1$d", "<arg1> before <arg0 int>"),
            ("%ld of %llu, %.2f", "<arg0 int> of <arg1 int>, <arg2 dec>"),
            ("%s %q not found", "<arg0> \"<arg1>\" not found"),
            ("%(name)s is not valid", "<name> is not valid"),
            ("timed out after %ds", "timed out after <arg0 int>s"),
            ("{} and {}", "<arg0> and <arg1>"),
            ("{1} in {0,number,integer}", "<arg1> in <arg0>"),
            ("{symbol} {user.name!r} {x:>10}", "<symbol> <user_name> <x>"),
            ("${name} #{a_b} {{ limit }} {{.Name}}", "<name> <a_b> <limit> <Name>"),
            // Not placeholders.
            ("100% sure, 50%complete, 20%%, 5 %", "100% sure, 50%complete, 20%, 5 %"),
            ("{ } {a b} {\"a\": 1} {#} {{}} {", "{ } {a b} {\"a\": 1} {#} {{}} {"),
            ("at 10:30, :name, %name%, $5", "at 10:30, :name, %name%, $5"),
            ("请求 {资源}: %s 错", "请求 {资源}: <arg0> 错"),
        ] {
            assert_eq!(marked(sentence), expected);
        }
    }
}
