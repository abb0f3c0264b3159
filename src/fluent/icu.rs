//! What only a build with the feature `icu` can format as it is written.

use fluent_syntax::ast::InlineExpression;

use super::definitions::Definitions;
use super::function::Function;
use super::judge::Judgement;
use super::walk::{Node, nodes};

/// The option of a selector, which needs no ICU4X: `type: "ordinal"`.
const SELECTOR_OPTION: &str = "type";

/// The calls of a locale's messages and terms that print digits or dates as their options say: of each the
/// number of its file, where it is in it, and what is wrong.
///
/// What is not sound is told of as such. These are sound, and a build with the feature formats them. Without it, a reader would get the argument as
/// it was given, which nobody wrote.
pub(crate) fn calls_for_icu(
    definitions: &Definitions<'_>,
    judgement: &Judgement,
) -> Vec<(usize, usize, String)> {
    let mut calls = Vec::new();
    for (spot, definition) in definitions.all().filter(|(spot, _)| judgement.is_sound(*spot)) {
        let file = spot.file as usize;
        let Some(document) = definitions.documents.get(file) else { continue };
        definition.patterns().for_each(|pattern| {
            nodes(pattern, &mut |node| {
                let Node::Inline(InlineExpression::FunctionReference { id, arguments }) = node else {
                    return;
                };
                let has_option = arguments.named.iter().any(|it| it.name.name != SELECTOR_OPTION);
                if has_option && let Some(function) = Function::find(id.name) {
                    let name = function.name();
                    let text = format!(
                        "built without the feature `icu`, which the options of `{name}` need: build with \
                         it, or leave the options out"
                    );
                    calls.push((file, document.offset(id.name), text));
                }
            });
        });
    }
    calls
}
