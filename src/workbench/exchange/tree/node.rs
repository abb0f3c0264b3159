//! [`Node`]: a value of JSON, YAML or TOML.

/// A value of a file. Nothing stands deeper in it than [`DEPTH`].
#[derive(Debug)]
pub(in crate::workbench::exchange) enum Node {
    Text(String),
    /// A number, which can name a message and cannot be one.
    Number(String),
    /// `null`, as good as an empty text.
    Nothing,
    Object(Vec<Member>),
    List(Vec<Item>),
    /// `true`, a date, and so on.
    Other,
}

/// A name in an object and its value, each with its place.
#[derive(Debug)]
pub(in crate::workbench::exchange) struct Member {
    pub(in crate::workbench::exchange) name: String,
    pub(in crate::workbench::exchange) offset: usize,
    pub(in crate::workbench::exchange) value: Item,
}

#[derive(Debug)]
pub(in crate::workbench::exchange) struct Item {
    pub(in crate::workbench::exchange) offset: usize,
    pub(in crate::workbench::exchange) node: Node,
}

/// So deep may objects stand in objects.
pub(in crate::workbench::exchange) const DEPTH: usize = 32;

/// That a file is deeper.
pub(in crate::workbench::exchange) const TOO_DEEP: &str =
    "objects stand more than 32 deep in each other";
