//! Memory of this process as the system sees it.

/// A figure of `/proc/self/status` in kilobytes: `VmHWM` is the most that was resident at any time, `VmRSS` what is resident now. Zero where
/// the system does not tell.
pub fn kilobytes(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'));
    line.and_then(|text| text.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
