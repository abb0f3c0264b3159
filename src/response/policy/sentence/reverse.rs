//! [`Templates::from_catalog`]: the messages of a catalog, turned around.

use super::placeholder::{Part, words};
use super::template::Template;
use super::{Collected, Templates};
use crate::catalog::{self, Wording};
use crate::{Catalog, Error, Preference};

/// The most texts that a message with selectors is turned into.
const WORDINGS: usize = 64;

impl Templates {
    /// The messages that a catalog has in one language, turned around: what a server writes that formats them, or
    /// from whose texts the catalog was made.
    ///
    /// A variable is a place for its value, each variant of a selector makes a sentence of its own, and an
    /// attribute is a variant of its code. What calls NUMBER() or DATETIME() or gives a term parameters, what has more
    /// than 64 sentences, and what [`Templates::from_sentences`] refuses is left out and counted
    /// ([`Templates::left_out`]).
    ///
    /// ```
    /// use codeword::response::Templates;
    /// use codeword::{Catalog, Source};
    ///
    /// let catalog = Catalog::builder()
    ///     .source(Source::files([(
    ///         "en-US/errors.ftl",
    ///         "code-7 = { $n ->
    ///     [one] At most { $n } call of { $who }
    ///    *[other] At most { $n } calls of { $who }
    /// }
    /// code-8 = { NUMBER($n) } calls",
    ///     )]))
    ///     .build()?;
    /// let templates = Templates::from_catalog(&catalog, "en-US");
    ///
    /// let understood = templates.understand(7.into(), "At most 5 calls of orders").unwrap();
    /// assert_eq!(understood.values().collect::<Vec<_>>(), [("n", "5"), ("who", "orders")]);
    /// assert_eq!(templates.left_out(), 1);
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn from_catalog<'a>(catalog: &Catalog, preference: impl Into<Preference<'a>>) -> Templates {
        let mut collected = Collected::default();
        let mut left_out = 0;
        for (code, attribute, wordings) in catalog.wordings(preference, WORDINGS) {
            let templates = wordings.map(|wordings| {
                wordings.iter().map(|wording| template(wording, attribute)).collect::<Vec<_>>()
            });
            let Some(templates) = templates else {
                left_out += 1;
                continue;
            };
            for template in templates {
                match template {
                    // An attribute that says what the message says needs no sentence of its own.
                    Ok(template) => drop(collected.add(code.into(), template)),
                    Err(_) => left_out += 1,
                }
            }
        }
        collected.finish(left_out)
    }
}

/// The template of one text of a message.
fn template(wording: &Wording<'_>, attribute: Option<&str>) -> Result<Template, Error> {
    let (mut parts, mut text) = (Vec::new(), String::new());
    for part in &wording.parts {
        match part {
            catalog::Part::Text(part) => {
                words(&mut parts, part);
                text.push_str(part);
            }
            catalog::Part::Variable(name) => {
                parts.push(Part::Text((*name).to_owned()));
                text.extend(["{ $", name, " }"]);
            }
        }
    }
    let implied = wording.implied.iter();
    let implied = implied.map(|(name, value)| ((*name).into(), value.as_str().into())).collect();
    Template::new(&text, &parts, attribute, implied)
}
