//! The report as one page for a browser: style, script and pictures inside, nothing from a network.
//!
//! Invariant: every text that is not ours passes [`escape`]. The page forbids itself to load anything.

use super::charts::{histogram, timeline};
use super::graph::graph;
use super::report::{Cycle, Kind, Report};
use super::text::{count, number_text, ring, time};
use std::fmt::Write;

/// Types that are listed.
const TYPES: usize = 20;

pub(super) fn page(report: &Report) -> String {
    let mut body = String::new();
    head(&mut body, report);
    section(&mut body, "heap", "Heap size and pauses", &timeline(report));
    section(&mut body, "pauses", "How long pauses were", &histogram(&report.pauses));
    section(&mut body, "cycles", "Cycles that were freed", &cycles(report));
    section(&mut body, "freed", "Freed by collections", &types(&report.freed));
    section(&mut body, "left", "On the heap when main had ended", &types(&report.left));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <title>{}: memory</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n{body}</main>\n<script>\n{}</script>\n</body>\n</html>\n",
        escape(&report.program),
        include_str!("page.css"),
        include_str!("page.js"),
    )
}

fn head(out: &mut String, report: &Report) {
    let totals = &report.totals;
    let _ = writeln!(out, "<header><h1>{}</h1>", escape(&report.program));
    if !report.ended_well {
        out.push_str("<p class=\"failed\">The script ended with an error.</p>\n");
    }
    let collections = totals.young_collections + totals.full_collections;
    let tiles = [
        (
            number_text(collections),
            format!(
                "collections ({} young, {} full)",
                number_text(totals.young_collections),
                number_text(totals.full_collections)
            ),
        ),
        (number_text(totals.freed_objects), format!("objects freed, {}", count(totals.freed_bytes, "byte"))),
        (time(totals.longest_pause_ns), format!("longest pause, {} in all", time(totals.pause_ns))),
        (number_text(report.cycles.len() as u64), "shapes of cycle".to_owned()),
    ];
    out.push_str("<dl class=\"tiles\">\n");
    for (figure, label) in tiles {
        let _ = writeln!(out, "<div><dd>{figure}</dd><dt>{label}</dt></div>");
    }
    out.push_str("</dl></header>\n");
}

fn section(out: &mut String, id: &str, title: &str, content: &str) {
    let _ = writeln!(
        out,
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{content}\n</section>"
    );
}

fn cycles(report: &Report) -> String {
    if report.cycles.is_empty() {
        return "<p class=\"none\">No cycle of the program's data had to be collected.</p>".to_owned();
    }
    let mut out: String =
        report.cycles.iter().enumerate().map(|(number, shape)| cycle(shape, number)).collect();
    if report.other_cycles.count > 0 {
        let _ = write!(out, "<p>{} of further shapes.</p>", count(report.other_cycles.count, "cycle"));
    }
    out
}

fn cycle(cycle: &Cycle, number: usize) -> String {
    let mut out = format!("<article>\n<h3><code>{}</code></h3>\n", escape(&cycle.text));
    let held = if cycle.held > 0 {
        format!(" and {} that they held", number_text(cycle.held))
    } else {
        String::new()
    };
    let ring = ring(cycle).map(|ring| format!("; {ring}")).unwrap_or_default();
    let _ = writeln!(
        out,
        "<p>{}, {}{held}, {}{ring}.</p>\n<p class=\"advice\"><strong>To break it:</strong> {}.</p>",
        count(cycle.cycles, "cycle"),
        count(cycle.objects, "object"),
        count(cycle.bytes, "byte"),
        escape(&cycle.advice.text),
    );
    let _ = writeln!(
        out,
        "<div class=\"view\">{}<div class=\"buttons\">\
         <button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button>\
         <button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">&minus;</button>\
         <button type=\"button\" data-zoom=\"reset\" aria-label=\"Show all\">&#8634;</button></div></div>",
        graph(cycle, number)
    );
    if !cycle.made.is_empty() {
        let rows =
            cycle.made.iter().map(|site| [site.place.clone(), site.label.clone(), number_text(site.count)]);
        table(&mut out, "Where its objects were made", ["place", "type", "objects"], rows);
    }
    let inside = cycle
        .edges
        .iter()
        .map(|line| [format!("{} → {}", line.from, line.to), line.edge.clone(), number_text(line.count)]);
    let _ = writeln!(out, "<details><summary>All references inside these cycles</summary>");
    table(&mut out, "", ["from → to", "reference", "count"], inside);
    out.push_str("</details>\n</article>\n");
    out
}

fn table(out: &mut String, caption: &str, head: [&str; 3], rows: impl Iterator<Item = [String; 3]>) {
    out.push_str("<div class=\"scroll\" tabindex=\"0\"><table>");
    if !caption.is_empty() {
        let _ = write!(out, "<caption>{caption}</caption>");
    }
    let _ = write!(
        out,
        "<thead><tr><th>{}</th><th>{}</th><th class=\"n\">{}</th></tr></thead><tbody>",
        head[0], head[1], head[2]
    );
    for [a, b, n] in rows {
        let _ = write!(
            out,
            "<tr><td><code>{}</code></td><td><code>{}</code></td><td class=\"n\">{n}</td></tr>",
            escape(&a),
            escape(&b)
        );
    }
    out.push_str("</tbody></table></div>\n");
}

fn types(kinds: &[Kind]) -> String {
    let most = kinds.iter().map(|kind| kind.bytes).max().unwrap_or(0).max(1);
    if kinds.is_empty() {
        return "<p class=\"none\">Nothing.</p>".to_owned();
    }
    let mut out = "<div class=\"scroll\" tabindex=\"0\"><table class=\"types\"><thead><tr><th>type</th><th class=\"n\">objects</th><th class=\"n\">bytes</th><th aria-hidden=\"true\"></th></tr></thead><tbody>".to_owned();
    for kind in kinds.iter().take(TYPES) {
        let _ = write!(
            out,
            "<tr><td><code>{}</code></td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"share\"><span style=\"width:{:.1}%\"></span></td></tr>",
            escape(&kind.label),
            number_text(kind.count),
            number_text(kind.bytes),
            100.0 * kind.bytes as f64 / most as f64,
        );
    }
    out.push_str("</tbody></table></div>");
    if kinds.len() > TYPES {
        let _ = write!(out, "<p>and {}</p>", count((kinds.len() - TYPES) as u64, "further type"));
    }
    out
}

/// Text as HTML, in elements and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in HTML, and of no use to a reader.
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
