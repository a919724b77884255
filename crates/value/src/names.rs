//! Which name was meant? Suggestions for names that do not exist.

/// Longer names are not compared.
const MAX_CHARS: usize = 64;

/// The candidate that most resembles `name`, the first of several; none if all differ in more than about a third of their characters.
pub fn nearest(name: &str, candidates: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let tolerance = match name.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates {
        let candidate = candidate.as_ref();
        let differences = difference(name, candidate);
        if differences <= tolerance && best.as_ref().is_none_or(|(least, _)| differences < *least) {
            best = Some((differences, candidate.to_owned()));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The hint line for a misspelt name.
pub fn did_you_mean(name: &str, candidates: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    nearest(name, candidates).map(|candidate| format!("did you mean '{candidate}'?"))
}

/// Names that differ only in case or underscores count as the same.
fn difference(name: &str, candidate: &str) -> usize {
    let folded = |s: &str| s.replace('_', "").to_lowercase();
    if folded(name) == folded(candidate) { 0 } else { distance(name, candidate) }
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one text into the other; `usize::MAX` for texts longer
/// than 64 characters. O(product of the lengths).
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(MAX_CHARS + 1).collect();
    let b: Vec<char> = b.chars().take(MAX_CHARS + 1).collect();
    if a.len().max(b.len()) > MAX_CHARS {
        return usize::MAX;
    }
    // Rows of the table: two above, one above, current.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
