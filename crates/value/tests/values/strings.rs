//! Texts: caches, positions, hashing, identity.

use crate::sample::*;
use oxbow_value::{Str, StrKey, StrMap};

#[test]
fn positions_count_characters() {
    for (content, count) in
        [("", 0), ("abc", 3), ("äöü", 3), ("a😀b", 3), ("0123456789012345678901234567890", 31)]
    {
        let string = name(content);
        assert_eq!(string.char_count(), count, "{content}");
        assert_eq!(string.is_ascii(), content.is_ascii());
        for (i, expected) in content.chars().enumerate() {
            assert_eq!(string.char_at(i), Some(expected));
        }
        assert_eq!(string.char_at(count), None);
    }
}

#[test]
fn slices_are_clamped() {
    for (content, start, end, expected) in [
        ("hello", 1, 3, "el"),
        ("hello", 0, 99, "hello"),
        ("hello", 3, 2, ""),
        ("hello", 9, 12, ""),
        ("h😀llo", 1, 3, "😀l"),
        ("😀", 0, 1, "😀"),
        ("", 0, 1, ""),
    ] {
        assert_eq!(name(content).slice_chars(&heap(), start, end), expected, "{content}[{start}:{end}]");
    }
}

#[test]
fn appending_resets_what_was_known() {
    let mut string = name("abc");
    assert_eq!((string.char_count(), string == name("abc")), (3, true));
    let mut map = StrMap::default();
    map.insert(string.clone(), 1);
    string.append(&heap(), "ü").expect("short");
    assert_eq!((string.char_count(), string.is_ascii()), (4, false));
    assert_eq!(map.get(&string), None);
    assert_eq!(map.get(&StrKey::new("abc")), Some(&1));
    map.insert(string.clone(), 2);
    assert_eq!(map.get(&name("abcü")), Some(&2));
}

#[test]
fn appending_to_a_shared_text_leaves_the_other_alone() {
    let mut a = name("x");
    let b = a.clone();
    a.append(&heap(), "y").expect("short");
    assert_eq!((a.as_str(), b.as_str()), ("xy", "x"));
    assert!(!Str::ptr_eq(&a, &b));
}

#[test]
fn the_longest_text() {
    let mut string = name("x");
    let chunk = "0123456789abcdef".repeat(1 << 12);
    while string.len() + chunk.len() <= Str::MAX_BYTES / 64 {
        string.append(&heap(), &chunk).expect("room left");
    }
    assert_eq!(string.len() % chunk.len(), 1);
}

#[test]
fn equality_hash_and_order_agree_with_str() {
    let texts = [
        "",
        "a",
        "b",
        "ab",
        "ba",
        "ä",
        "a longer text than fits in place",
        "a longer text than fits in placf",
    ];
    for x in texts {
        for y in texts {
            let (a, b) = (name(x), Str::new(&heap(), y));
            assert_eq!(a == b, x == y);
            assert_eq!(a.cmp(&b), x.cmp(y));
            let map = StrMap::from_iter([(a.clone(), ())]);
            assert_eq!(map.contains_key(&b), x == y);
            assert_eq!(map.contains_key(&StrKey::new(y)), x == y);
            assert_eq!(a == b, x == y, "with hashes known");
        }
    }
}

#[test]
fn long_strings_keep_their_buffer() {
    let buffer = "y".repeat(100);
    let address = buffer.as_ptr();
    assert_eq!(Str::from_string(&heap(), buffer).as_ptr(), address);
    assert_eq!(Str::from_string(&heap(), "short".to_owned()), "short");
}

#[test]
fn handles_are_small() {
    assert_eq!(size_of::<Str>(), 8);
    assert_eq!(size_of::<Option<Str>>(), 8);
    assert_eq!(size_of::<oxbow_value::Value>(), 16);
    assert_eq!(size_of::<oxbow_value::Result<oxbow_value::Value>>(), 16);
}
