//! [`find`]: one pass over a body that checks it and finds its pairs.

use smallvec::SmallVec;

use super::collect::{Collector, Pairs, Value};
use super::fields::{Fields, NodeSet, ROOT};
use super::lexer::Lexer;
use super::unescape;
use crate::response::Defect;
use crate::response::policy::Scope;

/// How deeply arrays and objects may be nested (RFC 8259 §9 leaves the limit to the parser).
const NESTING_LIMIT: usize = 128;

/// Finds every pair of a body, in the order of their texts.
///
/// A body that is no JSON, or that says one thing twice, has a defect and no pairs.
pub(crate) fn find(body: &[u8], fields: &Fields, scope: Scope) -> Result<Pairs, Defect> {
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(Defect::ByteOrderMark);
    }
    let mut walk =
        Walk { body, fields, scope, open: SmallVec::new(), collector: Collector::new(fields) };
    walk.run()?.check_encoding()?;
    Ok(walk.collector.into_pairs())
}

/// Where the walk is. It does not recurse, so that no body can exhaust the stack.
struct Walk<'a> {
    body: &'a [u8],
    fields: &'a Fields,
    scope: Scope,
    /// The arrays and objects that are open, the outermost first.
    open: SmallVec<[Container; 8]>,
    collector: Collector<'a>,
}

/// An array or an object.
#[derive(Clone, Copy)]
struct Container {
    is_object: bool,
    /// The nodes of the fields' tree that the object stands for; none for an array.
    nodes: NodeSet,
}

impl Container {
    fn end(self) -> u8 {
        if self.is_object { b'}' } else { b']' }
    }
}

impl<'a> Walk<'a> {
    /// Walks as far as the scope asks; returns the lexer, which is there.
    fn run(&mut self) -> Result<Lexer<'a>, Defect> {
        let mut lexer = Lexer::new(self.body);
        // The container that is at hand, and the fields that the next value in it is the value of.
        let mut inside = None;
        let mut nodes = 0;
        loop {
            match lexer.peek() {
                b'"' => {
                    let text = lexer.string()?;
                    if nodes != 0 && self.collect(nodes, Value::Text(text))? {
                        return Ok(lexer);
                    }
                }
                first @ (b'{' | b'[') => {
                    let start = lexer.at();
                    lexer.next();
                    let is_object = first == b'{';
                    if nodes != 0 {
                        let value = if is_object { Value::Object { start } } else { Value::Other };
                        self.collect(nodes, value)?;
                    }
                    let container = self.open(is_object, nodes)?;
                    inside = Some(container);
                    if lexer.peek() != container.end() {
                        nodes = self.name(&mut lexer, container)?;
                        continue;
                    }
                }
                b'-' | b'0'..=b'9' => {
                    let number = lexer.number()?;
                    if nodes != 0 && self.collect(nodes, Value::of_number(&self.body[number]))? {
                        return Ok(lexer);
                    }
                }
                first => {
                    lexer.word(first)?;
                    if nodes != 0 {
                        self.collect(nodes, Value::Other)?;
                    }
                }
            }
            // What ends with this value, and whether another follows.
            loop {
                let Some(container) = inside else {
                    return if lexer.is_at_end() { Ok(lexer) } else { Err(Defect::TrailingBytes) };
                };
                let next = lexer.next();
                if next == b',' {
                    nodes = self.name(&mut lexer, container)?;
                    break;
                }
                if next != container.end() {
                    return Err(Defect::InvalidJson);
                }
                inside = self.close(container)?;
            }
        }
    }

    /// Steps over what stands before a value: a name and a colon in an object, nothing in an array.
    /// Returns the fields that the name is a step towards.
    #[inline(always)]
    fn name(&self, lexer: &mut Lexer<'_>, inside: Container) -> Result<NodeSet, Defect> {
        if !inside.is_object {
            return Ok(0);
        }
        if lexer.peek() != b'"' {
            return Err(Defect::InvalidJson);
        }
        let literal = lexer.string()?;
        if lexer.next() != b':' {
            return Err(Defect::InvalidJson);
        }
        let name = &self.body[literal.range()];
        Ok(if inside.nodes == 0 {
            0
        } else if literal.escaped {
            self.fields.below(inside.nodes, unescape(self.body, literal.range()).as_bytes())
        } else if self.fields.may_have(name) {
            self.fields.below(inside.nodes, name)
        } else {
            0
        })
    }

    /// Keeps a field's value. Returns whether the walk may stop here.
    fn collect(&mut self, nodes: NodeSet, value: Value) -> Result<bool, Defect> {
        self.collector.add(self.open.len(), nodes, value)?;
        if self.scope != Scope::FirstPair {
            return Ok(false);
        }
        self.collector.take_pairs(0)?;
        Ok(self.collector.has_pairs())
    }

    /// Opens an array, or an object that is the value of some fields.
    fn open(&mut self, is_object: bool, nodes: NodeSet) -> Result<Container, Defect> {
        let level = self.open.len();
        if level == NESTING_LIMIT {
            return Err(Defect::TooDeep);
        }
        let root = if level <= self.scope.depth() { ROOT } else { 0 };
        let container = Container { is_object, nodes: if is_object { nodes | root } else { 0 } };
        self.open.push(container);
        Ok(container)
    }

    /// Closes the innermost container. Returns the one around it.
    fn close(&mut self, container: Container) -> Result<Option<Container>, Defect> {
        self.open.pop();
        if container.is_object {
            self.collector.close(self.open.len())?;
        }
        Ok(self.open.last().copied())
    }
}
