//! [`fill`]: a template in YAML, with a value for each `$name`.

/// Puts a value in the place of each `$name` of lower-case letters; a name without one stays.
///
/// Where a value has several lines, the others are indented as far as the first. What is put in is not looked
/// through again.
pub(super) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = template.split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        let column = text.len() - text.rfind('\n').map_or(0, |line| line + 1);
        match value(name) {
            Some(value) => {
                let indented = format!("\n{:column$}", "");
                text.push_str(&value.trim_end().replace('\n', &indented));
            }
            None => text.extend(["$", name]),
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_values() {
        let value = |name: &str| match name {
            "one" => Some("1".to_owned()),
            "lines" => Some("a: 1\nb: $one\n".to_owned()),
            _ => None,
        };
        for (template, expected) in [
            ("", ""),
            ("one: $one", "one: 1"),
            ("$one$one.", "11."),
            ("$other, $", "$other, $"),
            ("x:\n- $lines\ny: 2\n", "x:\n- a: 1\n  b: $one\ny: 2\n"),
        ] {
            assert_eq!(fill(template, value), expected, "{template}");
        }
    }
}
