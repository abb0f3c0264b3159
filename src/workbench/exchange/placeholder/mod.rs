//! [`Placeholders`]: how other systems write what Fluent calls a variable.

mod braces;
mod kind;
mod named;
mod pieces;
mod printf;
mod scan;
mod token;
mod variable;
mod write;

use super::sheet::Plural;
use super::text::Text;
use pieces::{Argument, Form, Piece};
use scan::Scanner;

pub use kind::Placeholders;
pub(super) use variable::Variable;

impl Placeholders {
    /// A text with its placeholders as variables of Fluent. With `quotes`, apostrophes mean what they do
    /// in Java's `MessageFormat`.
    ///
    /// # Errors
    ///
    /// A placeholder that Fluent has no word for.
    pub(super) fn read(self, text: &str, quotes: bool) -> Result<(Text, Vec<Variable>), String> {
        let plain = || Ok((Text::Plain(text.to_owned()), Vec::new()));
        if self == Placeholders::None {
            return plain();
        }
        if self.has_forms(text) {
            return Err(
                "plural forms between bars cannot be turned into Fluent: write the message \
                        there, with a selector"
                    .to_owned(),
            );
        }
        let pieces = Scanner::new(self, quotes, text).pieces()?;
        let has_arguments = pieces.iter().any(|piece| matches!(piece, Piece::Argument(_)));
        let mut variables = Vec::new();
        pieces::variables(&pieces, &mut variables);
        Ok((pieces::to_fluent(&pieces, has_arguments)?, variables))
    }

    /// Whether a text has forms for several numbers, as Symfony and Laravel write them: `{{ n }} day|{{ n
    /// }} days`, `{0} none|[1,Inf] some`.
    fn has_forms(self, text: &str) -> bool {
        let mut forms = text.split('|');
        text.contains('|')
            && !braces::has_cases(text)
            && forms
                .all(|form| form.trim().starts_with([']', '[']) || self.first_in(form).is_some())
    }

    /// The forms of a text as a selector on a variable.
    ///
    /// # Errors
    ///
    /// A placeholder that Fluent has no word for.
    pub(super) fn read_plural(
        self,
        plural: &Plural,
        other: &str,
    ) -> Result<(Text, Vec<Variable>), String> {
        let Plural { count, cases, is_ordinal } = plural;
        let other = ("other".to_owned(), other.to_owned());
        let variants = cases.iter().chain([&other]).map(|(category, text)| {
            let pieces = match self {
                Placeholders::None => vec![Piece::Text(text.clone())],
                _ => Scanner::new(self, false, text).pieces()?,
            };
            Ok((category.clone(), pieces))
        });
        let variants = variants.collect::<Result<Vec<_>, String>>()?;
        let is_plural = pieces::is_plural(&variants);
        let pieces = [Piece::Argument(Argument {
            variable: count.clone(),
            form: Form::Select { ordinal: *is_ordinal, variants },
            spelling: if is_plural { "which plural form" } else { "which text" }.to_owned(),
        })];
        let mut variables = Vec::new();
        pieces::variables(&pieces, &mut variables);
        Ok((pieces::to_fluent(&pieces, true)?, variables))
    }

    /// The first placeholder of a text, as it is written.
    pub(super) fn first_in(self, text: &str) -> Option<&str> {
        match self {
            Placeholders::None => None,
            style => Scanner::new(style, false, text).first(),
        }
    }

    /// Whether a text has something that one of the kinds takes for a placeholder, or, in a file whose
    /// apostrophes quote, for an escape.
    pub(super) fn are_in(text: &str, quotes: bool) -> bool {
        let mut styles = Placeholders::ALL.into_iter();
        styles.any(|style| style.first_in(text).is_some()) || (quotes && text.contains("''"))
    }

    /// The kind that most of some texts have, and the first of its placeholders; `None` if no text has
    /// any. Each text comes with its place.
    pub(super) fn guess<'t>(
        texts: impl Iterator<Item = (usize, &'t str)>,
    ) -> Option<(Placeholders, usize, &'t str)> {
        let kinds = [Placeholders::Indexed, Placeholders::Named, Placeholders::Printf];
        let mut found: [(usize, Option<(usize, &str)>); 3] = Default::default();
        for (offset, text) in texts {
            for (kind, (count, first)) in kinds.into_iter().zip(&mut found) {
                // `{0}` and `{name}` are read in both kinds, and each speaks for one.
                let speaks = |spelling: &str| match kind {
                    Placeholders::Indexed => braces::is_indexed(spelling),
                    Placeholders::Named => {
                        !spelling.starts_with(':') && !braces::is_indexed(spelling)
                    }
                    _ => spelling != "%%",
                };
                if let Some(spelling) = Scanner::new(kind, false, text).find(speaks) {
                    *count += 1;
                    first.get_or_insert((offset, spelling));
                }
            }
        }
        let most = found.iter().map(|(count, _)| *count).max()?;
        let kind = found.iter().position(|(count, _)| *count == most)?;
        let (offset, spelling) = found[kind].1?;
        Some((kinds[kind], offset, spelling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(style: Placeholders, text: &str) -> String {
        match style.read(text, style == Placeholders::Indexed) {
            Ok((text, _)) => text.as_str().to_owned(),
            Err(reason) => format!("error: {reason}"),
        }
    }

    #[test]
    fn placeholders_become_variables() {
        use Placeholders::{Indexed, Named, None, Printf};
        for (style, text, expected) in [
            (None, "{0} %s", "{0} %s"),
            (Indexed, "Order {0} of {1,number}", "Order { $arg0 } of { NUMBER($arg1) }"),
            (
                Indexed,
                "It''s {0}, '{'not'}' {1}",
                "It's { $arg0 }, { \"{\" }not{ \"}\" } { $arg1 }",
            ),
            (Indexed, "It's", "It's"),
            (Indexed, "Can''t", "Can't"),
            (Indexed, "Can't find {0}", "Can't find { $arg0 }"),
            (Indexed, "{} and {}", "{ $arg0 } and { $arg1 }"),
            (Indexed, "{#} { } {\"a\": 1}", "{#} { } {\"a\": 1}"),
            (
                Indexed,
                "{0,date} {1,time,short}",
                "{ DATETIME($arg0) } { DATETIME($arg1, timeStyle: \"short\") }",
            ),
            (Printf, "%s has %d of %1$s, 100%%", "{ $arg0 } has { $arg1 } of { $arg0 }, 100%"),
            (
                Printf,
                "%.2f",
                "{ NUMBER($arg0, minimumFractionDigits: 2, maximumFractionDigits: 2) }",
            ),
            (Printf, "100% sure", "100% sure"),
            (Printf, "%(name)s", "{ $name }"),
            (
                Named,
                "{{.Name}} {{ limit }} {a_b} ${c} %{d} %user%",
                "{ $Name } { $limit } { $a_b } { $c } { $d } { $user }",
            ),
            (
                Named,
                "the :attribute, at 10:30 http://host:port/",
                "the { $attribute }, at 10:30 http://host:port/",
            ),
            (Named, "{user.name}", "{ $user_name }"),
        ] {
            assert_eq!(read(style, text), expected, "{style:?} {text}");
        }
    }

    #[test]
    fn a_plural_of_icu_becomes_a_selector() {
        let text = "You have {n, plural, =0 {none} one {# order} other {# of {max} orders}}.";
        let expected = "You have { $n ->\n    [0] none\n    [one] { $n } order\n   *[other] { $n } of { $max } orders\n}.";
        assert_eq!(read(Placeholders::Named, text), expected);
        let text =
            "{0, select, female {her} other {their}} {1, selectordinal, one {#st} other {#th}}";
        let expected = "{ $arg0 ->\n    [female] her\n   *[other] their\n} { NUMBER($arg1, type: \"ordinal\") ->\n    [one] { $arg1 }st\n   *[other] { $arg1 }th\n}";
        assert_eq!(read(Placeholders::Indexed, text), expected);
    }

    #[test]
    fn what_fluent_cannot_say_is_refused() {
        for (style, text) in [
            (Placeholders::Indexed, "{0,choice,0#none|1#one}"),
            (Placeholders::Indexed, "{0,number,#.##}"),
            (Placeholders::Indexed, "{n, plural, offset:1 one {a} other {b}}"),
            (Placeholders::Indexed, "{n, plural, one {a}}"),
            (Placeholders::Indexed, "{n, plural, one {a} other {b}"),
            (Placeholders::Printf, "%05d"),
            (Placeholders::Printf, "%x"),
            (Placeholders::Named, "{{if .Name}}x{{end}}"),
            (Placeholders::Named, "{{ .Name | upper }}"),
            (Placeholders::Named, "{{ limit }} sign.|{{ limit }} signs."),
            (Placeholders::Indexed, "{0} None|[1,Inf] Some"),
        ] {
            assert!(read(style, text).starts_with("error: "), "{text}: {}", read(style, text));
        }
        let nested = "{n, select, other {".repeat(500) + &"}}".repeat(500);
        assert!(read(Placeholders::Indexed, &nested).starts_with("error: "));
    }

    #[test]
    fn the_kind_of_a_file_is_guessed() {
        let guess = |text| {
            Placeholders::guess([(7, text)].into_iter()).map(|(kind, _, first)| (kind, first))
        };
        for (text, expected) in [
            ("Order {0}", Some((Placeholders::Indexed, "{0}"))),
            ("Order {id} {0}", Some((Placeholders::Indexed, "{0}"))),
            ("Order {{.ID}}", Some((Placeholders::Named, "{{.ID}}"))),
            ("Order %d", Some((Placeholders::Printf, "%d"))),
            ("100% sure, 50% discount, :name, 打8折%", None),
            ("a {b c} {#} {}s", Some((Placeholders::Indexed, "{}"))),
            ("a {b c} {#}", None),
        ] {
            assert_eq!(guess(text), expected, "{text}");
        }
    }

    #[test]
    fn a_variable_goes_out_as_it_came() {
        for (style, text) in [
            (Placeholders::Indexed, "It''s {0} '{'x'}'"),
            (Placeholders::Indexed, "{0} {1,number}"),
            (Placeholders::Printf, "100%% of %2$d and %1$s"),
            (Placeholders::Named, "{{ limit }} {a.b} %user%"),
        ] {
            let quotes = style == Placeholders::Indexed;
            let (fluent, variables) = style.read(text, quotes).unwrap();
            let comment: Vec<String> = variables.iter().map(Variable::explanation).collect();
            assert_eq!(
                style.write(&fluent, quotes, false, &comment.join("\n")).as_deref(),
                Some(text)
            );
        }
        let text = Text::from_fluent("{ $Name } is { $limit }").unwrap();
        assert_eq!(
            Placeholders::Named.write(&text, false, true, "").as_deref(),
            Some("{{.Name}} is {{.limit}}")
        );
        // go-i18n has no other spelling, whatever a variable was once written as.
        let comment = "$Name (String) - %(Name)s\n$limit (String) - {{ .limit }}";
        assert_eq!(
            Placeholders::Named.write(&text, false, true, comment).as_deref(),
            Some("{{.Name}} is {{ .limit }}")
        );
        assert_eq!(Placeholders::Indexed.write(&text, false, true, ""), None);
        let literal = Text::from_fluent("{ $arg0 } { \"{1}\" }").unwrap();
        assert_eq!(Placeholders::Indexed.write(&literal, false, true, ""), None);
    }
}
