//! Files that are no text, or text with characters that have no business there.

use super::case::Case;

/// What a file begins with, and what is said about it.
const FILES: [(&str, &[u8], &str); 24] = [
    ("one_byte_ff", b"\xff", "UTF-8"),
    ("ff_in_string", b"main { print(\"\xff\") }", "UTF-8"),
    ("ff_in_comment", b"// \xff\nmain { }", "UTF-8"),
    ("overlong_slash", b"main { print(\"\xc0\xaf\") }", "UTF-8"),
    ("overlong_nul", b"main { print(\"\xc0\x80\") }", "UTF-8"),
    ("lone_high_surrogate", b"main { print(\"\xed\xa0\x80\") }", "UTF-8"),
    ("lone_low_surrogate", b"main { print(\"\xed\xbf\xbf\") }", "UTF-8"),
    ("surrogate_pair_in_utf8", b"main { print(\"\xed\xa0\xbd\xed\xb8\x80\") }", "UTF-8"),
    ("beyond_unicode", b"main { print(\"\xf5\x80\x80\x80\") }", "UTF-8"),
    ("truncated_sequence", b"main { } // \xe2\x82", "UTF-8"),
    ("lone_continuation", b"main { \x80 }", "UTF-8"),
    ("utf16_little_endian", b"\xff\xfem\0a\0i\0n\0 \0{\0}\0", "UTF-8"),
    ("utf16_big_endian", b"\xfe\xff\0m\0a\0i\0n\0 \0{\0}", "UTF-8"),
    ("utf16_without_mark", b"m\0a\0i\0n\0 \0{\0}\0", "script.ox:1:"),
    ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "UTF-8"),
    ("elf", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", "script.ox:1:"),
    ("gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xcc", "UTF-8"),
    ("zip", b"PK\x03\x04\x14\0\0\0\x08\0", "script.ox:1:"),
    ("class_file", b"\xca\xfe\xba\xbe\0\0\0\x34", "UTF-8"),
    ("nul_alone", b"\0", "script.ox:1:"),
    ("nul_at_start", b"\0main { }", "script.ox:1:"),
    ("nul_between_tokens", b"main {\0}", "script.ox:1:"),
    ("nuls_only", &[0; 5000], "script.ox:1:"),
    ("escapes_of_a_terminal", b"main { \x1b[2J\x1b[31m }", "script.ox:1:"),
];

/// Characters outside strings that look like others, or like nothing.
const CHARACTERS: [(&str, char); 16] = [
    ("no_break_space", '\u{a0}'),
    ("zero_width_space", '\u{200b}'),
    ("zero_width_joiner", '\u{200d}'),
    ("right_to_left_override", '\u{202e}'),
    ("left_to_right_isolate", '\u{2066}'),
    ("line_separator", '\u{2028}'),
    ("next_line", '\u{85}'),
    ("greek_question_mark", '\u{37e}'),
    ("fullwidth_bracket", '\u{ff08}'),
    ("cyrillic_a", '\u{430}'),
    ("soft_hyphen", '\u{ad}'),
    ("mark_in_the_middle", '\u{feff}'),
    ("emoji", '\u{1f600}'),
    ("combining_accent", '\u{301}'),
    ("last_of_unicode", '\u{10ffff}'),
    ("replacement", '\u{fffd}'),
];

pub(crate) fn cases() -> Vec<Case> {
    let file =
        |&(name, bytes, says): &(&str, &[u8], &str)| Case::script(&format!("bytes {name}"), bytes, says);
    let character = |&(name, c): &(&str, char)| {
        Case::script(
            &format!("character {name}"),
            format!("main {{\n  let a = 1 {c} 2\n}}"),
            "script.ox:2:13",
        )
    };
    let mut noise = Vec::new();
    for seed in 1..=6_u32 {
        let mut state = seed.wrapping_mul(0x9e37_79b9);
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        };
        let ascii: Vec<u8> = (0..20_000).map(|_| 32 + (next() % 95) as u8).collect();
        noise.push(Case::script(&format!("bytes printable_noise_{seed}"), ascii, "script.ox:"));
        let any: Vec<u8> = (0..20_000).map(|_| (next() >> 8) as u8).collect();
        noise.push(Case::script(&format!("bytes noise_{seed}"), any, "UTF-8"));
    }
    FILES.iter().map(file).chain(CHARACTERS.iter().map(character)).chain(noise).collect()
}
