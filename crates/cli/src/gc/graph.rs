//! The loop of a cycle as SVG: its objects on a circle, an arrow for each reference, the one to make weak dashed.
//!
//! Invariant: the picture's `viewBox` holds all of it, so the page may zoom and move by changing nothing else.

use super::page::escape;
use super::report::Cycle;
use std::f64::consts::TAU;
use std::fmt::Write;

/// Height of an object's box, and width of a letter.
const BOX: f64 = 34.0;
const LETTER: f64 = 8.4;
/// Longer texts are cut; the whole can be pointed at.
const LETTERS: usize = 26;

#[derive(Clone, Copy)]
struct Spot {
    x: f64,
    y: f64,
    half: f64,
}

/// The picture; `number` makes its names unique in the page.
pub(super) fn graph(cycle: &Cycle, number: usize) -> String {
    let spots = places(cycle);
    let view = view(&spots);
    let mut svg = format!(
        "<svg class=\"graph\" viewBox=\"{view}\" data-view=\"{view}\" tabindex=\"0\" role=\"img\" aria-label=\"{}\">\
         <defs><marker id=\"arrow{number}\" class=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker>\
         <marker id=\"weak{number}\" class=\"tip weak\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>",
        escape(&format!(
            "Cycle: {}. {}. Drag or use the arrow keys to move, plus and minus to zoom, 0 to go back.",
            cycle.text, cycle.advice.text
        )),
    );
    for (at, step) in cycle.steps.iter().enumerate() {
        let weak = at == cycle.advice.step;
        edge(&mut svg, &spots, at, &step.edge, weak, number);
    }
    for (spot, step) in spots.iter().zip(&cycle.steps) {
        object(&mut svg, *spot, &step.label);
    }
    svg.push_str("</svg>");
    svg
}

/// The part of the plane that is shown: all of the picture, and no less than what makes letters as large as the page's.
fn view(spots: &[Spot]) -> String {
    let least = |value: fn(&Spot) -> f64| spots.iter().map(value).fold(f64::INFINITY, f64::min);
    let most = |value: fn(&Spot) -> f64| spots.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
    let (above, below) = match spots.len() {
        1 => (100.0, 40.0),
        2 => (74.0, 74.0),
        _ => (46.0, 52.0),
    };
    let (top, bottom) = (least(|spot| spot.y) - above, most(|spot| spot.y) + below);
    let (left, right) = (least(|spot| spot.x - spot.half) - 60.0, most(|spot| spot.x + spot.half) + 60.0);
    let (width, height) = ((right - left).max(640.0), (bottom - top).max(260.0));
    let (x, y) = ((left + right - width) / 2.0, (top + bottom - height) / 2.0);
    format!("{x:.0} {y:.0} {width:.0} {height:.0}")
}

/// Objects on a circle that is large enough for them; two beside each other.
fn places(cycle: &Cycle) -> Vec<Spot> {
    let halves: Vec<f64> = cycle
        .steps
        .iter()
        .map(|step| cut(&step.label).chars().count() as f64 * LETTER / 2.0 + 16.0)
        .collect();
    let widest = halves.iter().copied().fold(0.0, f64::max);
    let count = halves.len();
    let (across, up) = match count {
        1 => (0.0, 0.0),
        2 => (widest + 90.0, 0.0),
        _ => {
            let around = (count as f64 * (2.0 * widest + 70.0) / TAU).max(150.0);
            (around.max(widest + 90.0), around.clamp(110.0, 0.7 * around + 60.0))
        }
    };
    let from = if count == 2 { TAU / 2.0 } else { TAU / 4.0 * 3.0 };
    let angle = |at: usize| from + TAU * at as f64 / count as f64;
    (0..count)
        .map(|at| Spot { x: across * angle(at).cos(), y: up * angle(at).sin(), half: halves[at] })
        .collect()
}

/// The arrow from an object to the next, bent outwards.
fn edge(svg: &mut String, spots: &[Spot], at: usize, name: &str, weak: bool, number: usize) {
    let (from, to) = (spots[at], spots[(at + 1) % spots.len()]);
    let (class, tip) = if weak { ("edge weak", "weak") } else { ("edge", "arrow") };
    let (path, label) = if spots.len() == 1 {
        let (x, y, half) = (from.x, from.y, from.half);
        let path = format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            x - half / 2.0,
            y - BOX / 2.0,
            x - half - 20.0,
            y - 72.0,
            x + half + 20.0,
            y - 72.0,
            x + half / 2.0,
            y - BOX / 2.0 - 2.0
        );
        (path, (x, y - 76.0))
    } else {
        let (middle, bend) = (((from.x + to.x) / 2.0, (from.y + to.y) / 2.0), bend(from, to, spots.len()));
        let control = (middle.0 + bend.0, middle.1 + bend.1);
        let (start, end) = (border(from, control), border(to, control));
        let path = format!(
            "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            start.0, start.1, control.0, control.1, end.0, end.1
        );
        let on_curve = |a: f64, c: f64, b: f64| 0.25 * a + 0.5 * c + 0.25 * b;
        (path, (on_curve(start.0, control.0, end.0), on_curve(start.1, control.1, end.1)))
    };
    let _ = write!(
        svg,
        "<g class=\"{class}\"><title>{}</title><path d=\"{path}\" marker-end=\"url(#{tip}{number})\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
        escape(name),
        label.0,
        label.1 + 5.0,
        escape(&cut(name)),
    );
}

/// How far the middle of an arrow stands off the straight line: to the left of its direction, which is outside for objects placed clockwise.
fn bend(from: Spot, to: Spot, count: usize) -> (f64, f64) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1.0);
    let height = if count == 2 { 96.0 } else { 34.0 };
    (dy / length * height, -dx / length * height)
}

/// Where the line from an object's middle to a point leaves its box.
fn border(spot: Spot, (x, y): (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (x - spot.x, y - spot.y);
    let by_side = if dx == 0.0 { f64::INFINITY } else { (spot.half + 4.0) / dx.abs() };
    let by_top = if dy == 0.0 { f64::INFINITY } else { (BOX / 2.0 + 4.0) / dy.abs() };
    let share = by_side.min(by_top).min(1.0);
    (spot.x + dx * share, spot.y + dy * share)
}

fn object(svg: &mut String, spot: Spot, label: &str) {
    let _ = write!(
        svg,
        "<g class=\"object\"><title>{}</title><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{BOX}\" rx=\"7\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\">{}</text></g>",
        escape(label),
        spot.x - spot.half,
        spot.y - BOX / 2.0,
        2.0 * spot.half,
        spot.x,
        spot.y + 5.0,
        escape(&cut(label)),
    );
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}
