//! CPU time and memory of this process, so that other programs on the machine do not count.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// CPU time that this process has used, by all of its threads.
pub fn cpu() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), u32::try_from(spent.tv_nsec).unwrap_or(0))
}
