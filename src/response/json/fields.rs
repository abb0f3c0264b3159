//! [`Fields`]: the names that a policy looks for, as a small tree.

use super::path::{Path, Step};
use super::string::{Literal, unescape};

/// The fields of some pairs, merged into a tree of names: `error.code` and `error.message` are two
/// leaves of one branch.
///
/// A node is a number, and a set of nodes is a word of bits: stepping down by a name takes a few
/// comparisons and no look-up.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    nodes: Vec<Node>,
    pairs: Vec<Leaves>,
    /// One bit for each length and for each first byte that a name has, modulo 64, so that most members
    /// are passed over at once.
    lengths: u64,
    first_bytes: u64,
    /// The nodes that stand for any element of an array.
    elements: NodeSet,
    /// The nodes within one.
    in_elements: NodeSet,
    /// The nodes that stand for a member of any name.
    any: NodeSet,
    /// The nodes that stand for one, or are within one: many fields of an object are one of them.
    many: NodeSet,
    /// The texts of the pairs without a code.
    sentences: NodeSet,
    /// The codes of the other pairs.
    codes: NodeSet,
}

/// The paths of a pair's fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairPaths<'p> {
    /// None if the text alone says what it is about.
    pub(crate) code: Option<&'p Path>,
    pub(crate) text: &'p Path,
    pub(crate) args: Option<&'p Path>,
    /// Where the new text goes, if not in the place of the old one.
    pub(crate) into: Option<(&'p Path, Form)>,
    /// Whether the pair is only looked for in the object at the top.
    pub(crate) is_at_top: bool,
}

/// What is written for a new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A string.
    Text,
    /// An element of an array, a `google.rpc.LocalizedMessage`.
    LocalizedMessage,
}

#[derive(Clone, Debug)]
struct Node {
    /// Empty for any element of an array.
    name: Box<[u8]>,
    start: u32,
    parent: u8,
    /// How many steps the node is below the object that the pair is in.
    depth: u8,
}

/// The nodes of a pair's fields; 0, the root, for a field that the pair has not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaves {
    pub(super) code: u8,
    pub(super) text: u8,
    pub(super) args: u8,
    pub(super) into: u8,
    pub(super) form: Form,
    pub(super) is_at_top: bool,
}

/// A set of nodes, one bit each.
pub(super) type NodeSet = u64;

/// The set of the root alone: an object that pairs may be in.
pub(super) const ROOT: NodeSet = 1;

/// How many nodes a tree can have: one for each bit of a set.
const LIMIT: usize = 64;

impl Fields {
    /// The tree of some pairs; `None` if they have more than 63 names.
    pub(crate) fn new<'p>(pairs: impl IntoIterator<Item = PairPaths<'p>>) -> Option<Fields> {
        let root = Node { name: Box::default(), start: 0, parent: 0, depth: 0 };
        let mut fields = Fields {
            nodes: vec![root],
            pairs: Vec::new(),
            lengths: 0,
            first_bytes: 0,
            elements: 0,
            in_elements: 0,
            any: 0,
            many: 0,
            sentences: 0,
            codes: 0,
        };
        for pair in pairs {
            let text = fields.add(pair.text);
            let [code, args, into] = [pair.code, pair.args, pair.into.map(|(path, _)| path)]
                .map(|path| path.map_or(0, |path| fields.add(path)));
            if code == 0 {
                fields.sentences |= bit(text);
            } else {
                fields.codes |= bit(code);
            }
            let form = pair.into.map_or(Form::Text, |(_, form)| form);
            let is_at_top = pair.is_at_top;
            fields.pairs.push(Leaves { code, text, args, into, form, is_at_top });
            if fields.nodes.len() > LIMIT {
                return None;
            }
        }
        Some(fields)
    }

    /// Adds a path and returns its last node.
    fn add(&mut self, path: &Path) -> u8 {
        let mut at = 0;
        for step in path.steps() {
            let name = match step {
                Step::Member(name) => name.as_bytes(),
                // No path has an empty name, nor one that is a star.
                Step::Any => b"*",
                Step::Element => b"",
            };
            let known = (self.nodes.iter().skip(1))
                .position(|node| node.parent == at && *node.name == *name);
            at = match known {
                Some(position) => position as u8 + 1,
                None => self.add_node(at, name, *step == Step::Any),
            };
        }
        at
    }

    /// Adds a node below another.
    fn add_node(&mut self, parent: u8, name: &[u8], is_any: bool) -> u8 {
        // A pair adds few nodes, and `new` looks at the limit after each.
        let node = self.nodes.len() as u8;
        let depth = self.nodes[usize::from(parent)].depth + 1;
        self.nodes.push(Node { name: name.into(), start: start(name), parent, depth });
        let is_within = (self.elements | self.in_elements) >> parent & 1 == 1;
        if is_any || self.many >> parent & 1 == 1 {
            self.many |= bit(node);
        }
        if name.is_empty() {
            self.elements |= bit(node);
        } else {
            self.in_elements |= u64::from(is_within).wrapping_shl(node.into());
        }
        if is_any {
            self.any |= bit(node);
            // No member can be passed over for its name.
            (self.lengths, self.first_bytes) = (!0, !0);
        } else if !name.is_empty() {
            self.lengths |= length_bit(name);
            self.first_bytes |= first_byte_bit(name);
        }
        node
    }

    /// The last name on the way to a node.
    pub(super) fn name(&self, node: u8) -> &[u8] {
        &self.nodes[usize::from(node)].name
    }

    /// The node above another.
    pub(super) fn parent(&self, node: u8) -> u8 {
        self.nodes[usize::from(node)].parent
    }

    /// The first pair without a code whose text is this node.
    pub(super) fn sentence(&self, node: u8) -> Option<usize> {
        self.pairs.iter().position(|leaves| leaves.code == 0 && leaves.text == node)
    }

    /// Whether one of these nodes is the code of a pair.
    pub(super) fn has_code(&self, nodes: NodeSet) -> bool {
        self.codes & nodes != 0
    }

    /// Whether more than the last value of a node counts: see [`Fields::is_element`], [`Fields::is_many`]
    /// and [`Fields::sentence`]. Mostly none does.
    pub(super) fn is_unusual(&self, node: u8) -> bool {
        (self.elements | self.many | self.sentences) >> node & 1 == 1
    }

    /// Whether many fields of an object are this node.
    pub(super) fn is_many(&self, node: u8) -> bool {
        self.many >> node & 1 == 1
    }

    pub(super) fn pairs(&self) -> &[Leaves] {
        &self.pairs
    }

    /// How many steps a node is below the object that its pair is in.
    pub(super) fn depth(&self, node: u8) -> u8 {
        self.nodes[usize::from(node)].depth
    }

    /// The nodes that any element leads to, from an array that stands for some.
    pub(super) fn elements(&self, from: NodeSet) -> NodeSet {
        self.within(self.elements, from)
    }

    /// Whether a node stands for any element of an array.
    pub(super) fn is_element(&self, node: u8) -> bool {
        self.elements >> node & 1 == 1
    }

    /// Whether a node is within an element of an array.
    pub(super) fn is_in_element(&self, node: u8) -> bool {
        self.in_elements >> node & 1 == 1
    }

    /// The nodes that a member of this name leads to, from an object that stands for some.
    #[inline(always)]
    pub(super) fn below(&self, from: NodeSet, name: Literal<'_>) -> NodeSet {
        if from == 0 {
            0
        } else if name.escaped {
            self.find(from, unescape(name.bytes).as_bytes())
        } else if self.may_have(name.bytes) {
            self.find(from, name.bytes)
        } else {
            0
        }
    }

    /// Whether a member of this name could lead to a node; mostly not.
    #[inline(always)]
    fn may_have(&self, name: &[u8]) -> bool {
        self.lengths & length_bit(name) != 0 && self.first_bytes & first_byte_bit(name) != 0
    }

    #[inline(never)]
    fn find(&self, from: NodeSet, name: &[u8]) -> NodeSet {
        let start = start(name);
        let mut found = 0;
        for (index, node) in self.nodes.iter().enumerate().skip(1) {
            if from >> node.parent & 1 == 1 && node.start == start && *node.name == *name {
                found |= 1 << index;
            }
        }
        if self.any == 0 { found } else { found | self.within(self.any, from) }
    }

    /// Those of some nodes that are right below others.
    fn within(&self, nodes: NodeSet, parents: NodeSet) -> NodeSet {
        let (mut left, mut found) = (nodes, 0);
        while left != 0 {
            let node = left.trailing_zeros();
            left &= left - 1;
            if parents >> self.nodes[node as usize].parent & 1 == 1 {
                found |= 1 << node;
            }
        }
        found
    }
}

/// The set of one node. The limit is looked at only after a pair's nodes are added.
fn bit(node: u8) -> NodeSet {
    1_u64.wrapping_shl(node.into())
}

fn length_bit(name: &[u8]) -> u64 {
    1 << (name.len() % 64)
}

fn first_byte_bit(name: &[u8]) -> u64 {
    1 << (name.first().copied().unwrap_or_default() % 64)
}

/// The first bytes of a name as a number, so that a look tells most names apart.
fn start(name: &[u8]) -> u32 {
    name.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
