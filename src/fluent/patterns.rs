//! [`PatternJudge`]: references to nothing and to oneself, unknown functions, patterns that grow too large.
//!
//! A sound pattern refers to nothing that is missing, calls only functions that there are, does not contain
//! itself, and expands to something, and to no more than Fluent's resolver and the process can take: past
//! 100 placeables that resolver panics, and a hundred references to a long text make a huge one.

use std::collections::{HashMap, HashSet};

use fluent_syntax::ast::InlineExpression;

use super::definition::{Content, Definition};
use super::definitions::{Definitions, Spot};
use super::document::Document;
use super::expansion::{Expansion, is_blank};
use super::flaw::{Flaw, FlawKind};
use super::function::call_flaws;
use super::literal::literal_flaws;
use super::syntax_error::EMPTY_HELP;
use super::walk::{Node, nodes};

/// The most attributes of a message or a term: they are searched one by one.
pub(super) const ATTRIBUTE_LIMIT: usize = 100;

/// How many flaws of a pattern are shown: who has mended so many sees the next ones.
const FLAWS_SHOWN: usize = 10;

/// How many names of a cycle are shown.
const NAMES_SHOWN: usize = 10;

/// Judges patterns, and remembers its verdicts.
pub(super) struct PatternJudge<'d> {
    definitions: &'d Definitions<'d>,
    locale: &'d str,
    /// The definitions that are unsound whatever their patterns.
    damaged: HashSet<Spot>,
    /// A verdict for each pattern that was met: an attribute may refer to the text that it belongs to.
    verdicts: HashMap<PatternId, Verdict>,
    /// The definitions that others refer to.
    pub(super) used: HashSet<Spot>,
    /// What is wrong, each with the number of its file.
    pub(super) flaws: Vec<(usize, Flaw)>,
}

/// The place of a definition, and the number of its attribute if the pattern is that.
type PatternId = (Spot, Option<usize>);

#[derive(Clone, Copy)]
enum Verdict {
    /// It is being judged, so many steps from where judging began: whoever meets it again has found a
    /// cycle.
    Open(usize),
    Sound(Expansion),
    /// What it expands to nevertheless; `None` if that does not end.
    Unsound(Option<Expansion>),
}

/// A pattern that is being judged.
struct Step<'d> {
    id: PatternId,
    document: &'d Document<'d>,
    definition: &'d Definition<'d>,
    attribute: Option<&'d str>,
    pattern: Content<'d>,
    /// What it refers to, and how many of these were looked at.
    targets: Vec<PatternId>,
    next: usize,
    /// How many flaws it has itself.
    flaws: usize,
    is_in_cycle: bool,
}

/// What an expression refers to and is not there.
enum Missing<'d> {
    Definition(&'d str),
    Value(&'d str),
    Attribute(&'d str, &'d str, &'d Definition<'d>),
}

impl<'d> PatternJudge<'d> {
    pub(super) fn new(
        definitions: &'d Definitions<'d>,
        locale: &'d str,
        damaged: HashSet<Spot>,
    ) -> PatternJudge<'d> {
        PatternJudge {
            definitions,
            locale,
            damaged,
            verdicts: HashMap::new(),
            used: HashSet::new(),
            flaws: Vec::new(),
        }
    }

    /// Whether the patterns of a definition are sound; of attributes of one name the first counts. Their
    /// flaws, and those of all that they refer to, are found once.
    pub(super) fn judge(&mut self, spot: Spot, definition: &Definition<'_>) -> bool {
        let mut names = HashSet::new();
        let mut is_sound = self.is_sound((spot, None));
        for (number, attribute) in definition.attributes().iter().enumerate() {
            let counts = names.insert(attribute.id.name);
            is_sound &= self.is_sound((spot, Some(number))) || !counts;
        }
        is_sound
    }

    fn is_sound(&mut self, id: PatternId) -> bool {
        self.pattern(id);
        !matches!(self.verdicts.get(&id), Some(Verdict::Unsound(_)))
    }

    fn pattern(&mut self, id: PatternId) {
        // Depth first, what is referred to before what refers to it, on a stack of our own: a chain
        // of references may be as long as the file.
        let mut way: Vec<Step<'d>> = Vec::new();
        if !self.verdicts.contains_key(&id) {
            way.extend(self.open(id, 0));
        }
        while let Some(step) = way.last_mut() {
            let Some(target) = step.targets.get(step.next).copied() else {
                way.pop().into_iter().for_each(|step| self.close(step));
                continue;
            };
            step.next += 1;
            match self.verdicts.get(&target).copied() {
                Some(Verdict::Open(first)) => self.cycle(&mut way[first..]),
                Some(_) => {}
                None => way.extend(self.open(target, way.len())),
            }
        }
    }

    /// Begins with a pattern: the flaws that it has itself, and what it refers to. `None` if there is no
    /// such pattern.
    fn open(&mut self, id: PatternId, depth: usize) -> Option<Step<'d>> {
        let (spot, number) = id;
        let definition = self.definitions.get(spot)?;
        let (attribute, pattern) = match number {
            Some(number) => {
                let attribute = definition.attributes().get(number)?;
                (Some(attribute.id.name), Content::of(&attribute.value))
            }
            None => (None, definition.value()?),
        };
        self.verdicts.insert(id, Verdict::Open(depth));
        let document = self.definitions.documents.get(spot.file as usize)?;
        let mut step = Step {
            id,
            document,
            definition,
            attribute,
            pattern,
            targets: Vec::new(),
            next: 0,
            flaws: 0,
            is_in_cycle: false,
        };
        nodes(pattern, &mut |node| {
            if let Node::Inline(inline) = node {
                self.inspect(inline, &mut step);
            }
        });
        Some(step)
    }

    /// Ends with a pattern all of whose references have been judged, or are in a cycle with it.
    fn close(&mut self, mut step: Step<'d>) {
        let expansion = Expansion::of(step.pattern, &mut |inline| {
            let Some(Ok(target)) = self.target(step.document, inline) else {
                return Some(Expansion::default());
            };
            match self.verdicts.get(&target)? {
                Verdict::Sound(expansion) => Some(*expansion),
                Verdict::Unsound(expansion) => *expansion,
                Verdict::Open(_) => None,
            }
        });
        let is_sound = |target| matches!(self.verdicts.get(target), Some(Verdict::Sound(_)));
        let mut is_sound = !step.is_in_cycle
            && !self.damaged.contains(&step.id.0)
            && step.definition.attributes().len() <= ATTRIBUTE_LIMIT
            && step.targets.iter().all(is_sound);
        // With a flaw of its own, it will be another pattern.
        let passed = expansion.filter(|_| step.flaws == 0).and_then(Expansion::passes);
        if let Some(limit) = passed {
            let message = format!("`{}` prints more than {limit}", step.name());
            let help = "shorten it, or what it refers to";
            let flaw = Flaw::new(step.range(), FlawKind::ExpansionLimit, message, help);
            self.add(&mut step, flaw);
        }
        is_sound &= step.flaws == 0;
        if is_blank(step.pattern) {
            let message = format!("`{}` has no text", step.name());
            let flaw = Flaw::new(step.range(), FlawKind::EmptyMessage, message, EMPTY_HELP);
            self.add(&mut step, flaw);
            // A blank can be shown all the same.
            is_sound &= expansion.is_some_and(|expansion| !expansion.is_empty());
        }
        let verdict = match expansion {
            Some(expansion) if is_sound => Verdict::Sound(expansion),
            _ => Verdict::Unsound(expansion),
        };
        self.verdicts.insert(step.id, verdict);
    }

    fn add(&mut self, step: &mut Step<'d>, flaw: Flaw) {
        step.flaws += 1;
        if step.flaws <= FLAWS_SHOWN {
            self.flaws.push((step.id.0.file as usize, flaw));
        }
    }

    /// Each of these refers to the next, and the last one to the first.
    fn cycle(&mut self, steps: &mut [Step<'d>]) {
        let mut names: Vec<String> = steps.iter().take(NAMES_SHOWN).map(Step::name).collect();
        let (Some(first), Some(last)) = (names.first().cloned(), steps.last()) else { return };
        if steps.len() > NAMES_SHOWN {
            names.push("…".to_owned());
        }
        // The first name stands again at the end: that is how it never ends.
        let message = format!("this never ends: {} → {first}", names.join(" → "));
        let help = format!("take the reference to `{first}` out");
        let flaw = Flaw::new(last.range(), FlawKind::Cycle, message, help);
        self.flaws.push((last.id.0.file as usize, flaw));
        steps.iter_mut().for_each(|step| step.is_in_cycle = true);
    }

    /// What is wrong with an expression by itself, and what it refers to.
    fn inspect(&mut self, inline: &'d InlineExpression<&'d str>, step: &mut Step<'d>) {
        let document = step.document;
        match inline {
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                match self.target(document, inline) {
                    Some(Ok(target)) => step.targets.push(target),
                    Some(Err(missing)) => self.add(step, missing.flaw(document, self.locale)),
                    None => {}
                }
                if let InlineExpression::TermReference { id, arguments: Some(arguments), .. } =
                    inline
                    && !arguments.positional.is_empty()
                {
                    self.add(step, positional_flaw(document, id.name));
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                for flaw in call_flaws(document, id.name, arguments) {
                    self.add(step, flaw);
                }
            }
            _ => {
                for flaw in literal_flaws(document, inline) {
                    self.add(step, flaw);
                }
            }
        }
    }

    /// The pattern that an expression refers to; `None` if it is not a reference.
    fn target(
        &mut self,
        document: &Document<'d>,
        inline: &InlineExpression<&'d str>,
    ) -> Option<Result<PatternId, Missing<'d>>> {
        let (id, attribute) = match inline {
            InlineExpression::MessageReference { id, attribute } => (id.name, attribute),
            InlineExpression::TermReference { id, attribute, .. } => {
                (document.with_sign(id.name), attribute)
            }
            _ => return None,
        };
        let Some(spot) = self.definitions.spot(id) else {
            return Some(Err(Missing::Definition(id)));
        };
        self.used.insert(spot);
        let definition = self.definitions.get(spot)?;
        let Some(attribute) = attribute else {
            let value = definition.value().ok_or(Missing::Value(id));
            return Some(value.map(|_| (spot, None)));
        };
        // With more attributes it is not sound, and searching them would take long.
        let mut known = definition.attributes().iter().take(ATTRIBUTE_LIMIT);
        let number = known.position(|known| known.id.name == attribute.name);
        let missing = Missing::Attribute(id, attribute.name, definition);
        Some(number.ok_or(missing).map(|number| (spot, Some(number))))
    }
}

/// An argument without a name, which Fluent does not pass to a term.
fn positional_flaw(document: &Document<'_>, term: &str) -> Flaw {
    let term = document.with_sign(term);
    let message = format!("`{term}` does not see an argument without a name");
    let help = format!(
        "name it, `{{ {term}(case: \"genitive\") }}`; for a variable such as `$count` write what depends \
         on it in the message"
    );
    Flaw::new(document.range(term), FlawKind::PositionalArgument, message, help)
}

impl<'d> Step<'d> {
    /// `code-1`, or `code-1.title`.
    fn name(&self) -> String {
        let id = self.definition.id;
        self.attribute.map_or(id.to_owned(), |attribute| format!("{id}.{attribute}"))
    }

    /// The place of the identifier, or of the attribute's name.
    fn range(&self) -> std::ops::Range<usize> {
        self.document.range(self.attribute.unwrap_or(self.definition.id))
    }
}

impl Missing<'_> {
    fn flaw(&self, document: &Document<'_>, locale: &str) -> Flaw {
        let (at, kind, message, help) = match self {
            Missing::Definition(id) if id.starts_with('-') => {
                let message = format!("there is no term `{id}` in `{locale}`");
                let help = format!("define it, `{id} = …`, or correct the name");
                (id, FlawKind::UnknownTerm, message, help)
            }
            Missing::Definition(id) => {
                let message = format!("there is no message `{id}` in `{locale}`");
                let help = format!("define it, `{id} = …`; for a variable write `{{ ${id} }}`");
                (id, FlawKind::UnknownMessage, message, help)
            }
            Missing::Value(id) => {
                let message = format!("`{id}` has attributes and no text");
                let help = format!("name the attribute, `{{ {id}.… }}`");
                (id, FlawKind::UnknownMessage, message, help)
            }
            Missing::Attribute(id, name, definition) => {
                let known = definition.attributes().iter().map(|known| known.id.name);
                let known: Vec<&str> = known.take(ATTRIBUTE_LIMIT).collect();
                let help = match &known[..] {
                    [] => format!("`{id}` has no attributes"),
                    known => format!("it has .{}", known.join(", .")),
                };
                (
                    name,
                    FlawKind::UnknownAttribute,
                    format!("`{id}` has no attribute `.{name}`"),
                    help,
                )
            }
        };
        Flaw::new(document.range(at), kind, message, help)
    }
}
