//! [`Placeholders`]: which kinds there are.

/// How the texts of a file name what is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Placeholders {
    /// They have none: a brace is a brace, a percent sign a percent sign.
    None,
    /// By number, `{0}`: Java's and ICU's `MessageFormat`, C#, and `{}` in turn.
    Indexed,
    /// As in C, `%s` and `%1$d`; also `%(name)s`.
    Printf,
    /// By name, `{name}`; also `{{.Name}}` of go-i18n, `${name}`, `%{name}`, `%name%` and `:name`.
    Named,
}

impl Placeholders {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Placeholders; 4] =
        [Placeholders::None, Placeholders::Indexed, Placeholders::Printf, Placeholders::Named];

    /// The name by which people choose it.
    pub fn name(self) -> &'static str {
        match self {
            Placeholders::None => "none",
            Placeholders::Indexed => "indexed",
            Placeholders::Printf => "printf",
            Placeholders::Named => "named",
        }
    }

    /// What it looks like.
    pub fn summary(self) -> &'static str {
        match self {
            Placeholders::None => "The texts have none",
            Placeholders::Indexed => "{0}, {1}, as in Java's MessageFormat",
            Placeholders::Printf => "%s, %1$d, %%, as in C",
            Placeholders::Named => "{name}, {{.Name}}, ${name}, %{name}, %name%, :name",
        }
    }
}
