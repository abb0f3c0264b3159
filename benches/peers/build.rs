//! Writes the texts as each peer wants to have them, into `generated/`, from codeword's own files.
//!
//! * `locales/<locale>/errors.ftl`: the shipped texts and those of `texts/`, for whoever reads Fluent;
//! * `rust-i18n/<locale>.yml`: the same for rust-i18n, whose macro reads a folder of the package;
//! * `gettext/<locale>.mo`: the same for gettext.
//!
//! The files stand in the package and not in `OUT_DIR`, because the peers' macros look there.

use std::error::Error;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// Each locale, and its plural forms as gettext wants to know them.
const LOCALES: [(&str, &str); 2] =
    [("en-US", "nplurals=2; plural=(n != 1);"), ("zh-CN", "nplurals=1; plural=0;")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../locales");
    println!("cargo::rerun-if-changed=texts");
    for (locale, plurals) in LOCALES {
        let shipped = fs::read_to_string(format!("../../locales/{locale}/errors.ftl"))?;
        let with_arguments = fs::read_to_string(format!("texts/{locale}.ftl"))?;
        let fluent = format!("{shipped}\n{with_arguments}");
        let messages = messages(&fluent)?;

        write(&format!("locales/{locale}/errors.ftl"), fluent.as_bytes())?;
        write(&format!("rust-i18n/{locale}.yml"), yaml(&messages).as_bytes())?;
        write(&format!("gettext/{locale}.mo"), &mo(&messages, plurals))?;
    }
    Ok(())
}

fn write(path: &str, content: &[u8]) -> Result<(), Box<dyn Error>> {
    let path = Path::new("generated").join(path);
    fs::create_dir_all(path.parent().ok_or("a file in a folder")?)?;
    Ok(fs::write(path, content)?)
}

struct Message {
    id: String,
    has_plural: bool,
    /// One text, or one for each plural form; `{name}` stands for an argument.
    forms: Vec<String>,
}

fn messages(fluent: &str) -> Result<Vec<Message>, Box<dyn Error>> {
    let resource = parser::parse(fluent).map_err(|(_, errors)| format!("{errors:?}"))?;
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let carried_over = messages.map(|message| {
        let id = message.id.name.to_owned();
        let pattern = message.value.as_ref().ok_or("a message has a text")?;
        Ok(match &pattern.elements[..] {
            [PatternElement::Placeable { expression: Expression::Select { variants, .. } }] => {
                let forms = variants.iter().map(|variant| text(&variant.value));
                Message { id, has_plural: true, forms: forms.collect::<Result<_, _>>()? }
            }
            _ => Message { id, has_plural: false, forms: vec![text(pattern)?] },
        })
    });
    carried_over.collect()
}

fn text(pattern: &Pattern<&str>) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => text.push_str(&format!("{{{}}}", id.name)),
            _ => return Err("only a variable can be carried over to the peers".into()),
        }
    }
    Ok(text)
}

/// rust-i18n has no plurals: of these it gets the last form, and is not measured with them.
fn yaml(messages: &[Message]) -> String {
    let mut yaml = String::from("_version: 1\n");
    for Message { id, forms, .. } in messages {
        let text = forms.last().map(String::as_str).unwrap_or_default();
        yaml += &format!("{id}: '{}'\n", text.replace('\'', "''").replace('{', "%{"));
    }
    yaml
}

/// A file as `msgfmt` writes it, without the optional hash table
/// (<https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html>).
fn mo(messages: &[Message], plurals: &str) -> Vec<u8> {
    const HEAD: usize = 28;
    let header = format!("Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {plurals}\n");
    let mut pairs = vec![(String::new(), header)];
    for Message { id, has_plural, forms } in messages {
        let original = if *has_plural { format!("{id}\0{id}") } else { id.clone() };
        pairs.push((original, forms.join("\0")));
    }
    pairs.sort();

    let count = pairs.len();
    let translations = HEAD + 8 * count;
    let mut strings = Vec::new();
    let mut table = |texts: &mut dyn Iterator<Item = &String>| {
        let mut rows = Vec::new();
        for text in texts {
            rows.extend([text.len(), HEAD + 16 * count + strings.len()]);
            strings.extend_from_slice(text.as_bytes());
            strings.push(0);
        }
        rows
    };
    let rows = [
        table(&mut pairs.iter().map(|(original, _)| original)),
        table(&mut pairs.iter().map(|(_, translation)| translation)),
    ];
    let head = [0x9504_12de, 0, count, HEAD, translations, 0, HEAD + 16 * count];
    let numbers = head.iter().chain(rows.iter().flatten());
    let mut file: Vec<u8> = numbers.flat_map(|number| (*number as u32).to_le_bytes()).collect();
    file.extend(strings);
    file
}
