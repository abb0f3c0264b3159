//! What a comment says to the commands: that its message needs translation, and what is allowed.

use super::definition::Comment;

/// How a comment line begins above a message that nobody has translated yet.
pub(crate) const NEEDS_TRANSLATION: &str = "needs translation";

/// What a comment line begins with that is about the rules for its own file and no other.
pub(crate) const DIRECTIVE: &str = "codeword:";

/// A line of a comment that is about the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Directive<'s> {
    /// `codeword: allow(rule, rule) why`, with what stands in its parentheses.
    Allow(&'s str),
    /// One that is not understood.
    Unknown,
}

impl<'s> Directive<'s> {
    /// The directive that a line is, if it is one.
    pub(crate) fn of_line(line: &'s str) -> Option<Directive<'s>> {
        let directive = line.trim_start().strip_prefix(DIRECTIVE)?;
        let names = directive.trim_start().strip_prefix("allow(");
        let names = names.and_then(|rest| rest.split_once(')'));
        Some(names.map_or(Directive::Unknown, |(names, _reason)| Directive::Allow(names)))
    }

    /// The names of the rules that it allows.
    pub(crate) fn rules(self) -> impl Iterator<Item = &'s str> {
        let names = match self {
            Directive::Allow(names) => Some(names),
            Directive::Unknown => None,
        };
        names.into_iter().flat_map(|names| names.split(',').map(str::trim))
    }
}

impl<'s> Comment<'s> {
    /// The line that says that the message needs translation.
    pub(crate) fn needs_translation(self) -> Option<&'s str> {
        // Nearly every comment has other words.
        let is_said = self.as_str().contains(NEEDS_TRANSLATION);
        let mut lines = is_said.then(|| self.lines()).into_iter().flatten();
        lines.find(|line| line.trim().starts_with(NEEDS_TRANSLATION))
    }

    /// Whether it allows what a rule finds.
    pub(crate) fn allows(self, rule: &str) -> bool {
        let is_said = self.as_str().contains(DIRECTIVE);
        let lines = is_said.then(|| self.lines()).into_iter().flatten();
        lines.filter_map(Directive::of_line).flat_map(Directive::rules).any(|name| name == rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_allows_what_it_names() {
        let comment = Comment::new("words\n# codeword: allow(lost-variable, html) short\n# end");
        for (rule, expected) in [("lost-variable", true), ("html", true), ("lost", false)] {
            assert_eq!(comment.allows(rule), expected, "{rule}");
        }
        assert_eq!(Directive::of_line(" codeword: permit(x)"), Some(Directive::Unknown));
        assert_eq!(Directive::of_line("codeword is a crate"), None);
    }

    #[test]
    fn a_mark_begins_its_line() {
        for (comment, expected) in [
            ("x\n# needs translation: it has changed", Some("needs translation: it has changed")),
            ("what needs translation", None),
            ("", None),
        ] {
            assert_eq!(Comment::new(comment).needs_translation(), expected, "{comment}");
        }
    }
}
