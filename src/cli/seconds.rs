//! A duration on the command line.

use std::time::Duration;

/// Reads a number of seconds, up to a day.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number such as 5 or 0.5".to_owned())?;
    if (0.01..=86_400.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("write a number from 0.01 to 86400".to_owned())
    }
}
