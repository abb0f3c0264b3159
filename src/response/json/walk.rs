//! [`find`]: one pass over a body that checks it and finds its pairs.

use super::collect::{Collector, Pairs, Value};
use super::fields::{Fields, NodeSet, ROOT};
use super::lexer::Lexer;
use crate::response::Defect;
use crate::response::policy::Scope;

/// How deeply arrays and objects may be nested (RFC 8259 §9 leaves the limit to the parser).
const NESTING_LIMIT: u8 = 128;

/// Finds every pair of a body, in the order of their texts.
///
/// A body that is no JSON, or that says one thing twice, has a defect, and its pairs do not count. The
/// pairs are written where they stay: for a small body, to move them is a tenth of the time.
pub(crate) fn find(
    body: &[u8],
    fields: &Fields,
    scope: Scope,
    pairs: &mut Pairs,
) -> Result<(), Defect> {
    if body.starts_with(b"\xEF\xBB\xBF") {
        return Err(Defect::ByteOrderMark);
    }
    let mut walk = Walk { body, fields, scope, level: 0, collector: Collector::new(fields, pairs) };
    let mut lexer = Lexer::new(body);
    match walk.value(&mut lexer, 0) {
        Ok(()) if !lexer.is_at_end() => return Err(Defect::TrailingBytes),
        Ok(()) | Err(Halt::Found) => walk.collector.finish(),
        Err(Halt::Defect(defect)) => return Err(defect),
    }
    Ok(())
}

/// Where the walk is. It recurses once for each level, of which it allows few.
struct Walk<'a> {
    body: &'a [u8],
    fields: &'a Fields,
    scope: Scope,
    /// How many arrays and objects are open.
    level: u8,
    collector: Collector<'a>,
}

/// Why the walk ends before its body does.
enum Halt {
    Defect(Defect),
    /// The scope asks for no more than was found.
    Found,
}

impl From<Defect> for Halt {
    fn from(defect: Defect) -> Halt {
        Halt::Defect(defect)
    }
}

// A container takes the lexer where it is and gives it back where it goes on: passed on by value, it
// stays in registers.
impl<'a> Walk<'a> {
    /// Walks through a value, which is the value of some fields.
    #[inline(always)]
    fn value(&mut self, lexer: &mut Lexer<'a>, nodes: NodeSet) -> Result<(), Halt> {
        match lexer.peek() {
            b'"' => {
                let literal = lexer.string()?;
                if nodes != 0 {
                    let end = self.body.len() - lexer.left() - 1;
                    self.collect(nodes, Value::Text { literal, end })?;
                }
            }
            b'{' => *lexer = self.object(*lexer, nodes)?,
            b'[' => *lexer = self.array(*lexer, nodes)?,
            b'-' | b'0'..=b'9' => {
                let digits = lexer.number()?;
                if nodes != 0 {
                    self.collect(nodes, Value::of_number(digits))?;
                }
            }
            first => {
                lexer.word(first)?;
                if nodes != 0 {
                    self.collect(nodes, Value::Other)?;
                }
            }
        }
        Ok(())
    }

    /// Walks through an object, whose brace was seen.
    fn object(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        if nodes != 0 {
            self.collect(nodes, Value::Object { start: self.body.len() - lexer.left() })?;
        }
        let root = if usize::from(self.level) <= self.scope.depth() { ROOT } else { 0 };
        self.open()?;
        lexer.next();
        if lexer.peek() == b'}' {
            lexer.next();
        } else {
            loop {
                let (name, unusual) = lexer.name()?;
                let below = self.fields.below(nodes | root, name);
                if below == 0 && lexer.skip_plain_string(unusual) {
                    continue;
                }
                self.value(&mut lexer, below)?;
                match lexer.next() {
                    b',' => {}
                    b'}' => break,
                    _ => return Err(Defect::InvalidJson.into()),
                }
            }
        }
        self.level -= 1;
        self.collector.close(self.level)?;
        Ok(lexer)
    }

    /// Walks through an array, whose bracket was seen. No field is within one.
    fn array(&mut self, mut lexer: Lexer<'a>, nodes: NodeSet) -> Result<Lexer<'a>, Halt> {
        if nodes != 0 {
            self.collect(nodes, Value::Other)?;
        }
        self.open()?;
        lexer.next();
        if lexer.peek() == b']' {
            lexer.next();
        } else {
            loop {
                self.value(&mut lexer, 0)?;
                match lexer.next() {
                    b',' => {}
                    b']' => break,
                    _ => return Err(Defect::InvalidJson.into()),
                }
            }
        }
        self.level -= 1;
        Ok(lexer)
    }

    fn open(&mut self) -> Result<(), Defect> {
        if self.level == NESTING_LIMIT {
            return Err(Defect::TooDeep);
        }
        self.level += 1;
        Ok(())
    }

    /// Keeps a field's value.
    #[inline(never)]
    fn collect(&mut self, nodes: NodeSet, value: Value<'a>) -> Result<(), Halt> {
        self.collector.add(self.level, nodes, value)?;
        if self.scope == Scope::FirstPair {
            self.collector.take_pairs(0)?;
            if self.collector.has_pairs() {
                return Err(Halt::Found);
            }
        }
        Ok(())
    }
}
