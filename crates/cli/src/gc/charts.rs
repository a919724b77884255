//! Timeline and histogram as SVG.
//!
//! Invariant: coordinates are computed here, colours come from the page's style, texts from outside are escaped; the picture's own text says what it
//! shows to those who cannot see it.

use super::page::escape;
use super::report::{Bucket, Point, Report};
use super::text::{count, number_text, time};
use std::fmt::Write;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 300.0;
/// Room for the labels of the axes.
const LEFT: f64 = 84.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 46.0;
/// Strip below the heap's curve in which pauses stand.
const STRIP: f64 = 54.0;
/// Collections up to this number get a mark that can be pointed at.
const MARKS: usize = 400;

/// The size of the heap over time, with the pauses below.
pub(super) fn timeline(report: &Report) -> String {
    if report.timeline.is_empty() {
        return "<p class=\"none\">No collection ran.</p>".to_owned();
    }
    let end = report.elapsed_ns.max(1) as f64;
    let top = nice(report.totals.largest_heap.max(1) as f64);
    let x = |ns: u64| LEFT + (WIDTH - LEFT - RIGHT) * ns as f64 / end;
    let floor = HEIGHT - BOTTOM - STRIP;
    let y = |bytes: usize| floor - (floor - TOP) * bytes as f64 / top;
    let label = format!(
        "Heap size over {}: {} collections, at most {}",
        time(report.elapsed_ns),
        number_text(report.timeline.iter().map(|p| p.collections).sum()),
        count(report.totals.largest_heap as u64, "byte")
    );
    let mut svg = open(HEIGHT, &label);
    for step in 0..=4 {
        let value = top * f64::from(step) / 4.0;
        grid(&mut svg, y(value as usize), &bytes_text(value));
    }
    time_axis(&mut svg, end);
    // From an empty heap.
    let mut line = format!("{LEFT},{floor} ");
    for point in &report.timeline {
        let (from, to) = (x(point.began_ns), x(point.began_ns + point.pause_ns));
        let _ = write!(line, "{from:.1},{:.1} {to:.1},{:.1} ", y(point.bytes_before), y(point.bytes_after));
    }
    let last = x(report.elapsed_ns);
    let _ = write!(svg, "<polygon class=\"area\" points=\"{line}{last:.1},{floor}\"/>");
    let _ = write!(svg, "<polyline class=\"curve\" points=\"{line}\"/>");
    pauses(&mut svg, report, x);
    svg.push_str("</svg>");
    svg
}

/// A bar for each pause, and a place to point at.
fn pauses(svg: &mut String, report: &Report, x: impl Fn(u64) -> f64) {
    let bottom = HEIGHT - BOTTOM;
    let longest = report.totals.longest_pause_ns.max(1) as f64;
    let _ = write!(
        svg,
        "<text class=\"axis\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">pauses</text>",
        LEFT - 8.0,
        bottom - STRIP / 2.0 + 12.0
    );
    let every = report.timeline.len().div_ceil(MARKS);
    for point in report.timeline.iter().step_by(every) {
        let height = (STRIP - 16.0) * point.pause_ns as f64 / longest;
        let (class, place) = (if point.full { "pause full" } else { "pause" }, x(point.began_ns));
        let _ = write!(
            svg,
            "<g><title>{}</title><rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"3\" height=\"{:.1}\"/>\
             <rect class=\"hit\" x=\"{:.1}\" y=\"{TOP}\" width=\"9\" height=\"{:.1}\"/></g>",
            escape(&describe(point)),
            place - 1.5,
            bottom - height.max(2.0),
            height.max(2.0),
            place - 4.5,
            bottom - TOP,
        );
    }
}

fn describe(point: &Point) -> String {
    let kind = if point.full { "full" } else { "young" };
    let several =
        if point.collections > 1 { format!("{} collections, ", point.collections) } else { String::new() };
    format!(
        "{several}{kind} ({}), {} in, {} long\n{} -> {}\n{} freed",
        point.trigger,
        time(point.began_ns),
        time(point.pause_ns),
        count(point.bytes_before as u64, "byte"),
        count(point.bytes_after as u64, "byte"),
        count(point.freed_objects, "object"),
    )
}

/// How many pauses were how long.
pub(super) fn histogram(pauses: &[Bucket]) -> String {
    let Some(first) = pauses.iter().position(|bucket| bucket.count > 0) else {
        return "<p class=\"none\">No pause.</p>".to_owned();
    };
    let buckets = &pauses[first..];
    let most = buckets.iter().map(|bucket| bucket.count).max().unwrap_or(1);
    const LOW: f64 = 220.0;
    let floor = LOW - BOTTOM;
    let mut svg =
        open(LOW, &format!("How long {} were", count(pauses.iter().map(|b| b.count).sum(), "pause")));
    for value in marks(most) {
        grid(&mut svg, floor - (floor - TOP) * value as f64 / most as f64, &number_text(value));
    }
    let step = ((WIDTH - LEFT - RIGHT) / buckets.len() as f64).min(90.0);
    for (at, bucket) in buckets.iter().enumerate() {
        let left = LEFT + step * at as f64;
        let height = (floor - TOP) * bucket.count as f64 / most as f64;
        let _ = write!(
            svg,
            "<g><title>{}: {}</title><rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" rx=\"2\"/></g>\
             <text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            range(bucket.below_us),
            count(bucket.count, "pause"),
            left + step * 0.1,
            floor - height,
            step * 0.8,
            left + step / 2.0,
            floor + 18.0,
            short(bucket.below_us),
        );
    }
    let _ = write!(
        svg,
        "<text class=\"axis\" x=\"{LEFT}\" y=\"{:.1}\">pauses shorter than this</text></svg>",
        LOW - 8.0
    );
    svg
}

/// Whole numbers for an axis up to `most`.
fn marks(most: u64) -> Vec<u64> {
    let mut marks = vec![0, most.div_ceil(2), most];
    marks.dedup();
    marks
}

fn range(below_us: u64) -> String {
    if below_us <= 1 {
        "below 1 µs".to_owned()
    } else {
        format!("{} to {}", short(below_us / 2), short(below_us))
    }
}

fn short(us: u64) -> String {
    match us {
        0..1_000 => format!("{us} µs"),
        1_000..1_000_000 => format!("{} ms", us / 1_000),
        _ => format!("{} s", us / 1_000_000),
    }
}

fn open(height: f64, label: &str) -> String {
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        escape(label)
    )
}

fn grid(svg: &mut String, y: f64, label: &str) {
    let _ = write!(
        svg,
        "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
         <text class=\"axis\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
        WIDTH - RIGHT,
        LEFT - 8.0,
        y + 4.0,
    );
}

fn time_axis(svg: &mut String, end: f64) {
    for step in 0..=4u32 {
        let share = f64::from(step) / 4.0;
        let anchor = match step {
            0 => "start",
            4 => "end",
            _ => "middle",
        };
        let (x, label) = (LEFT + (WIDTH - LEFT - RIGHT) * share, time((end * share) as u64));
        let _ = write!(
            svg,
            "<text class=\"axis\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"{anchor}\">{label}</text>",
            HEIGHT - BOTTOM + 20.0
        );
    }
}

/// The next number of the form 1, 2, 4 or 8 times a power of ten.
fn nice(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let factors = [1.0, 2.0, 4.0, 8.0, 10.0];
    factors.into_iter().map(|factor| factor * power).find(|nice| *nice >= value).unwrap_or(value)
}

fn bytes_text(bytes: f64) -> String {
    match bytes {
        b if b >= 1e9 => format!("{:.1} GB", b / 1e9),
        b if b >= 1e7 => format!("{:.0} MB", b / 1e6),
        b if b >= 1e6 => format!("{:.1} MB", b / 1e6),
        b if b >= 1e4 => format!("{:.0} kB", b / 1e3),
        b if b >= 1e3 => format!("{:.1} kB", b / 1e3),
        b => format!("{b:.0} B"),
    }
}
