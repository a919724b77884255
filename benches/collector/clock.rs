//! [`Clock`]: time that depends little on what else the machine does.
//!
//! The time that this thread has run, where the system tells, or the time that has passed, if that is less: the first has a
//! few microseconds of its own, the second counts other programs' turns.

use std::time::{Duration, Instant};

pub struct Clock {
    start: Instant,
    run_before: Option<Duration>,
}

impl Clock {
    pub fn start() -> Clock {
        let run_before = run();
        Clock { start: Instant::now(), run_before }
    }

    pub fn elapsed(&self) -> Duration {
        let passed = self.start.elapsed();
        let run = run().zip(self.run_before).map(|(now, before)| now.saturating_sub(before));
        run.map_or(passed, |run| run.min(passed))
    }
}

/// How long this thread has run. Yielding brings the figure up to date.
fn run() -> Option<Duration> {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
