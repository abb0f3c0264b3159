//! Writes the variables of a text as placeholders of another format.

use super::Placeholders;
use super::pieces::{self, Argument, Form, Piece};
use super::scan::Scanner;
use super::variable::Variable;
use crate::workbench::exchange::text::Text;

impl Placeholders {
    /// A text as it is written in another format, where every placeable of it can be said there.
    ///
    /// `comment` explains the variables; it may have how a variable was once written. With `dots`, names are
    /// written as Go's templates have them.
    pub(in crate::workbench::exchange) fn write(
        self,
        text: &Text,
        quotes: bool,
        dots: bool,
        comment: &str,
    ) -> Option<String> {
        if self == Placeholders::None {
            return None;
        }
        let pieces = pieces::of_fluent(text)?;
        let mut written = String::new();
        for piece in &pieces {
            match piece {
                Piece::Text(text) => self.write_text(text, quotes, &mut written),
                Piece::Argument(argument) => {
                    let own = Variable::spelling_in(comment, &argument.variable);
                    let own = own.filter(|own| !dots || is_of_go(own));
                    let own = own.filter(|own| self.says(own, argument, quotes));
                    match own {
                        Some(own) => written.push_str(own),
                        None => written.push_str(&self.write_argument(argument, dots)?),
                    }
                }
            }
        }
        let (again, _) = self.read(&written, quotes).ok()?;
        (again == *text && self.is_alone_in(&written)).then_some(written)
    }

    fn write_text(self, text: &str, quotes: bool, out: &mut String) {
        match self {
            Placeholders::Printf => out.push_str(&text.replace('%', "%%")),
            Placeholders::Indexed | Placeholders::Named if quotes => {
                for c in text.chars() {
                    match c {
                        '\'' => out.push_str("''"),
                        '{' | '}' => out.extend(['\'', c, '\'']),
                        c => out.push(c),
                    }
                }
            }
            _ => out.push_str(text),
        }
    }

    fn write_argument(self, argument: &Argument, dots: bool) -> Option<String> {
        let name = &argument.variable;
        let number = name.strip_prefix("arg").and_then(|digits| digits.parse::<usize>().ok());
        match (self, &argument.form) {
            (Placeholders::Indexed, Form::Plain) => Some(format!("{{{}}}", number?)),
            (Placeholders::Indexed, Form::Number(None)) => Some(format!("{{{},number}}", number?)),
            (Placeholders::Indexed, Form::Date) => Some(format!("{{{},date}}", number?)),
            (Placeholders::Printf, Form::Plain) => Some(format!("%{}$s", number? + 1)),
            (Placeholders::Printf, Form::Number(Some(digits))) => {
                Some(format!("%{}$.{digits}f", number? + 1))
            }
            (Placeholders::Named, Form::Plain) if dots => Some(format!("{{{{.{name}}}}}")),
            (Placeholders::Named, Form::Plain) => Some(format!("{{{name}}}")),
            _ => None,
        }
    }

    /// Whether a spelling is that of an argument and of nothing else.
    fn says(self, spelling: &str, argument: &Argument, quotes: bool) -> bool {
        let pieces = Scanner::new(self, quotes, spelling).pieces();
        matches!(pieces.as_deref(), Ok([Piece::Argument(found)])
            if found.variable == argument.variable && found.form.is_like(&argument.form))
    }

    /// Whether a text has no placeholder of another kind, by which a reader could be misled. Braces are
    /// read in two kinds, and so is `%(name)s`.
    fn is_alone_in(self, text: &str) -> bool {
        let is_shared = |spelling: &str| match self {
            Placeholders::Printf => spelling.starts_with("%("),
            _ => spelling.starts_with('{') || spelling.starts_with("%("),
        };
        let mut others = Placeholders::ALL.into_iter().filter(|other| *other != self);
        others.all(|other| Scanner::new(other, false, text).find(|sign| !is_shared(sign)).is_none())
    }
}

/// Whether Go's templates have a spelling: `{{.Name}}`.
fn is_of_go(spelling: &str) -> bool {
    spelling.strip_prefix("{{").is_some_and(|inner| inner.trim_start().starts_with('.'))
}
