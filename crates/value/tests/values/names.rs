//! Suggestions for misspelt names.

use oxbow_value::names::{did_you_mean, distance, nearest};

#[test]
fn distances() {
    for (a, b, expected) in [
        ("", "", 0),
        ("", "abc", 3),
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("length", "lenght", 1),
        ("kitten", "sitting", 3),
        ("ä", "a", 1),
    ] {
        assert_eq!(distance(a, b), expected, "{a} {b}");
        assert_eq!(distance(b, a), expected, "{b} {a}");
    }
    assert_eq!(distance(&"a".repeat(65), "a"), usize::MAX);
}

#[test]
fn the_nearest_is_near() {
    let known = ["length", "push", "pop", "starts_with", "index_of", "x"];
    for (name, expected) in [
        ("lenght", Some("length")),
        ("Length", Some("length")),
        ("psh", Some("push")),
        ("startsWith", Some("starts_with")),
        ("indexOf", Some("index_of")),
        ("frobnicate", None),
        ("y", None),
        ("X", Some("x")),
        ("", None),
    ] {
        assert_eq!(nearest(name, known).as_deref(), expected, "{name}");
    }
    assert_eq!(
        nearest("counz", ["count", "counts", "county"]).as_deref(),
        Some("count"),
        "the first of the best"
    );
    assert_eq!(did_you_mean("pussh", known).as_deref(), Some("did you mean 'push'?"));
}
