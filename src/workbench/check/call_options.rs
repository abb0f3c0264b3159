//! The options of the functions that an entry calls, for the rules about them.

use fluent_syntax::ast::InlineExpression;

use super::context::Entry;
use super::visit::Node;
use crate::fluent::function::{Function, OptionValue};

/// `minimumFractionDigits: 2` in a call of a function that there is.
pub(super) struct CallOption<'e, 's> {
    pub(super) function: Function,
    pub(super) name: &'s str,
    pub(super) value: &'e InlineExpression<&'s str>,
    /// What the option can be; `None` if the function has no such option.
    pub(super) expected: Option<OptionValue>,
}

/// Calls `found` for every option in an entry's calls, in the order of the text.
pub(super) fn each_option<'s>(entry: Entry<'s>, found: &mut impl FnMut(CallOption<'_, 's>)) {
    entry.each_node(&mut |node| {
        let Node::Inline(InlineExpression::FunctionReference { id, arguments }) = node else {
            return;
        };
        let Some(function) = Function::find(id.name) else { return };
        for named in &arguments.named {
            let name = named.name.name;
            let known = function.options().iter().find(|(known, _)| *known == name);
            let expected = known.map(|(_, expected)| *expected);
            found(CallOption { function, name, value: &named.value, expected });
        }
    });
}
