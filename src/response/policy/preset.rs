//! [`Preset`]: a policy by name.

use std::fmt;
use std::str::FromStr;

use super::Policy;
use crate::Error;
use crate::settings::{Settings, TomlFile};

/// A policy for the answers of a well-known service or framework, by its name.
///
/// It is a text such as stands in `codeword.toml`, so that what [`toml`](Preset::toml) shows is what is used.
///
/// ```
/// use codeword::response::{Policy, Preset};
///
/// let stripe: Preset = "stripe".parse()?;
/// assert!(stripe.toml().contains("error.decline_code"));
/// let policy = stripe.policy()?.statuses("402,404".parse()?);
///
/// let error = Policy::preset("strype").unwrap_err();
/// assert!(error.to_string().contains("is `stripe` meant?"));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    name: &'static str,
    toml: &'static str,
}

/// The presets of these names, each with its file.
macro_rules! presets {
    ($($name:literal)*) => {
        [$(Preset { name: $name, toml: include_str!(concat!("presets/", $name, ".toml")) }),*]
    };
}

impl Preset {
    /// Every preset, by its name.
    pub const ALL: &[Preset] = &presets![
        "alibaba-cloud"
        "anthropic"
        "aspnet"
        "aws"
        "azure"
        "binance"
        "bitget"
        "cloudflare"
        "connect"
        "discord"
        "drf"
        "elasticsearch"
        "fastapi"
        "github"
        "google"
        "google-localized-message"
        "graphql"
        "grpc-gateway"
        "json-api"
        "kubernetes"
        "matrix"
        "oauth"
        "oci"
        "okx"
        "openai"
        "ory"
        "polaris"
        "postgrest"
        "spring"
        "stripe"
        "tencent-cloud"
        "twilio"
        "wechat"
    ];

    /// The name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// For whose answers it is, in a line.
    pub fn summary(self) -> &'static str {
        let first = self.toml.lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }

    /// The text, to stand in `codeword.toml`.
    pub const fn toml(self) -> &'static str {
        self.toml
    }

    /// The policy.
    ///
    /// # Errors
    ///
    /// None: a test reads every preset. It is the error of a text that is not a policy.
    pub fn policy(self) -> Result<Policy, Error> {
        let file = TomlFile::new(format!("preset {}", self.name), self.toml);
        let table = file.parse::<Settings>()?.response.unwrap_or_default();
        Policy::from_table(table, &file)
    }
}

impl Policy {
    /// A policy by name: see [`Preset`].
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if no preset has the name.
    pub fn preset(name: &str) -> Result<Policy, Error> {
        name.parse::<Preset>()?.policy()
    }
}

impl FromStr for Preset {
    type Err = Error;

    /// Finds a preset.
    ///
    /// # Errors
    ///
    /// [`Error::is_invalid_policy`] if there is none of this name; it names the nearest, and all.
    fn from_str(name: &str) -> Result<Preset, Error> {
        if let Some(preset) = Preset::ALL.iter().find(|preset| preset.name == name) {
            return Ok(*preset);
        }
        let distance = |preset: &&Preset| strsim::levenshtein(preset.name, &name.to_lowercase());
        let nearest = Preset::ALL.iter().min_by_key(distance);
        let nearest = nearest.filter(|preset| 2 * distance(preset) < preset.name.len());
        let hint = nearest.map_or_else(String::new, |preset| format!("is `{preset}` meant? "));
        let names: Vec<&str> = Preset::ALL.iter().map(|preset| preset.name).collect();
        Err(Error::invalid_policy(format!(
            "there is no preset `{name}`: {hint}There are {}",
            names.join(", ")
        )))
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name)
    }
}

impl fmt::Debug for Preset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Preset").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_a_policy_and_says_for_whom() {
        assert!(Preset::ALL.is_sorted_by_key(|preset| preset.name));
        for preset in Preset::ALL {
            preset.policy().unwrap();
            assert!(preset.toml.starts_with("# ") && preset.toml.contains("\n[response]\n"));
            assert!(!preset.toml.contains("preset ="), "{preset} would be read for ever");
        }
    }

    #[test]
    fn an_unknown_name_is_told_the_nearest_and_all() {
        for (name, expected) in [
            ("kubernets", "there is no preset `kubernets`: is `kubernetes` meant? There are "),
            ("Stripe", "there is no preset `Stripe`: is `stripe` meant? There are "),
            ("x", "there is no preset `x`: There are "),
        ] {
            let error = Policy::preset(name).unwrap_err();
            assert!(error.is_invalid_policy());
            assert!(error.to_string().starts_with(expected), "{error}");
            assert!(Preset::ALL.iter().all(|preset| error.to_string().contains(preset.name)));
        }
    }
}
