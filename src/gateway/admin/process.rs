//! [`Build`] and [`Process`]: which program a gateway is, and what it uses of its machine.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

/// The version of this crate.
#[derive(Debug)]
pub(super) struct Build;

impl Collector for Build {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "1, with the version of codeword as a label";
        let mut family = encoder.encode_descriptor("build_info", help, None, MetricType::Gauge)?;
        let labels = [("version", env!("CARGO_PKG_VERSION"))];
        ConstGauge::new(1_u64).encode(family.encode_family(&labels)?)
    }
}

/// What the system says of this process, by the names that Prometheus' own clients use. It says so on Linux
/// alone; elsewhere there are no such figures.
#[derive(Debug)]
pub(super) struct Process;

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        if let Some(seconds) = processor_time() {
            let (name, help) = ("cpu_seconds", "User and system time, in seconds");
            let metric = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
            ConstCounter::new(seconds).encode(metric)?;
        }
        for (name, help, value) in [
            ("resident_memory_bytes", "Resident memory, in bytes", resident_memory()),
            ("open_fds", "Open descriptors", open_descriptors()),
            ("max_fds", "How many descriptors may be open", descriptor_limit()),
        ] {
            if let Some(value) = value {
                let metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
                ConstGauge::new(value).encode(metric)?;
            }
        }
        Ok(())
    }
}

/// A file about this process, as of `proc(5)`.
fn read(name: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/self/{name}")).ok()
}

fn processor_time() -> Option<f64> {
    /// In these the kernel tells time to programs, on each of its architectures but Alpha.
    const TICKS_IN_A_SECOND: f64 = 100.0;
    let stat = read("stat")?;
    // The name of the program comes before, in parentheses, and may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    // `utime` and `stime` are the fields 14 and 15, and the first after the name is the third.
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) as f64 / TICKS_IN_A_SECOND)
}

fn resident_memory() -> Option<u64> {
    let status = read("status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

fn open_descriptors() -> Option<u64> {
    let open = std::fs::read_dir("/proc/self/fd").ok()?.count();
    // One of them is this look.
    Some(open as u64 - 1)
}

/// How many descriptors this process may have open, if the system says.
pub(in crate::gateway) fn descriptor_limit() -> Option<u64> {
    let limits = read("limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_system_tells_of_a_process() {
        assert!(processor_time().unwrap() >= 0.0);
        assert!(resident_memory().unwrap() > 100_000);
        let (open, limit) = (open_descriptors().unwrap(), descriptor_limit().unwrap());
        assert!((3..limit).contains(&open), "{open} of {limit}");
    }
}
