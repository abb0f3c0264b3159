//! How an operation is timed. An operation names its contestants once, to any [`Measure`].

use std::borrow::Cow;
use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};

/// What is done with each contestant of an operation.
pub trait Measure {
    /// `operation` gives the text for one item of the mix.
    fn contestant<T: Sync, R: Text>(
        &mut self,
        name: &str,
        mix: &[T],
        operation: impl Fn(&T) -> R + Sync,
    );
}

/// A text as a contestant hands it out.
pub trait Text {
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R;
}

impl Text for &str {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        read(self)
    }
}

impl Text for String {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        read(self)
    }
}

impl Text for Cow<'_, str> {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        read(self)
    }
}

impl Text for codeword::Message<'_> {
    #[inline(always)]
    fn read<R>(&self, read: impl FnOnce(&str) -> R) -> R {
        read(self.text())
    }
}

/// Each gives the same texts as the first.
#[derive(Default)]
pub struct Verify {
    texts: Vec<String>,
}

impl Measure for Verify {
    fn contestant<T: Sync, R: Text>(
        &mut self,
        name: &str,
        mix: &[T],
        operation: impl Fn(&T) -> R + Sync,
    ) {
        let texts: Vec<String> =
            mix.iter().map(|item| operation(item).read(str::to_owned)).collect();
        if self.texts.is_empty() {
            self.texts = texts;
        } else {
            assert_eq!(texts, self.texts, "{name}");
        }
    }
}

/// One thread, again and again: the time of a call when everything is in the caches.
pub struct Warm<'c> {
    group: BenchmarkGroup<'c, WallTime>,
}

impl<'c> Warm<'c> {
    pub fn new(criterion: &'c mut Criterion, operation: &str) -> Warm<'c> {
        let mut group = criterion.benchmark_group(operation);
        group.sampling_mode(SamplingMode::Flat);
        Warm { group }
    }
}

impl Measure for Warm<'_> {
    fn contestant<T: Sync, R: Text>(
        &mut self,
        name: &str,
        mix: &[T],
        operation: impl Fn(&T) -> R + Sync,
    ) {
        self.group.throughput(Throughput::Elements(mix.len() as u64));
        self.group.bench_function(name, |bencher| bencher.iter(|| ask_for_all(mix, &operation)));
    }
}

#[inline(always)]
fn ask_for_all<T, R: Text>(mix: &[T], operation: &impl Fn(&T) -> R) {
    mix.iter().for_each(|item| ask(item, operation));
}

/// The whole text is obtained, and its length consumed.
#[inline(always)]
fn ask<T, R: Text>(item: &T, operation: &impl Fn(&T) -> R) {
    let answer = operation(black_box(item));
    answer.read(|text| black_box(black_box(text).len()));
}

/// Several threads at once that share everything; the time is that of the slowest.
pub struct Threads<'c> {
    group: BenchmarkGroup<'c, WallTime>,
    count: usize,
}

impl<'c> Threads<'c> {
    pub fn new(criterion: &'c mut Criterion, operation: &str, count: usize) -> Threads<'c> {
        let mut group = criterion.benchmark_group(format!("{operation}-threads-{count}"));
        group.sampling_mode(SamplingMode::Flat);
        Threads { group, count }
    }
}

impl Measure for Threads<'_> {
    fn contestant<T: Sync, R: Text>(
        &mut self,
        name: &str,
        mix: &[T],
        operation: impl Fn(&T) -> R + Sync,
    ) {
        let count = self.count;
        self.group.throughput(Throughput::Elements((count * mix.len()) as u64));
        self.group.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| {
                at_once(count, || (0..rounds).for_each(|_| ask_for_all(mix, &operation)))
            });
        });
    }
}

/// The time that the slowest of some threads takes for its work.
fn at_once(count: usize, work: impl Fn() + Sync) -> Duration {
    let start = Barrier::new(count);
    let thread = || {
        start.wait();
        let begin = Instant::now();
        work();
        begin.elapsed()
    };
    let times = thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(thread)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).max()
    });
    times.unwrap_or_default()
}

/// What the first- and second-level caches hold is driven out before each call: the time of a call
/// that comes after other work.
pub struct Cold<'c> {
    group: BenchmarkGroup<'c, WallTime>,
    sweep: Vec<u8>,
}

/// More than a second-level cache holds, in bytes.
const SWEEP: usize = 6 << 20;
const CACHE_LINE: usize = 64;

/// How many calls a sample is the median of.
const CALLS: usize = 101;

impl<'c> Cold<'c> {
    pub fn new(criterion: &'c mut Criterion, operation: &str) -> Cold<'c> {
        let mut group = criterion.benchmark_group(format!("{operation}-cold"));
        // A sweep takes a thousand times longer than the call that it is for.
        group.sample_size(10).warm_up_time(Duration::from_millis(1));
        group.measurement_time(Duration::from_millis(1)).sampling_mode(SamplingMode::Flat);
        Cold { group, sweep: vec![0; SWEEP] }
    }

    /// The median of some calls, without the time that the clock takes.
    fn call<T, R: Text>(sweep: &mut [u8], mix: &[T], operation: &impl Fn(&T) -> R) -> Duration {
        let calls = (0..CALLS).map(|call| {
            let item = &mix[call * 7 % mix.len()];
            sweep.iter_mut().step_by(CACHE_LINE).for_each(|byte| *byte = byte.wrapping_add(1));
            black_box(&mut *sweep);
            let begin = Instant::now();
            ask(item, operation);
            let end = Instant::now();
            let clock = Instant::now() - end;
            (end - begin).saturating_sub(clock)
        });
        let mut calls: Vec<Duration> = calls.collect();
        *calls.select_nth_unstable(CALLS / 2).1
    }
}

impl Measure for Cold<'_> {
    fn contestant<T: Sync, R: Text>(
        &mut self,
        name: &str,
        mix: &[T],
        operation: impl Fn(&T) -> R + Sync,
    ) {
        let Cold { group, sweep } = self;
        group.throughput(Throughput::Elements(1));
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|rounds| {
                Cold::call(sweep, mix, &operation) * u32::try_from(rounds).unwrap_or(u32::MAX)
            });
        });
    }
}
