//! Numbers: the module `math`.

use super::{Bad, Good};

pub(super) const GOOD: &[Good] = &[
    ("math.abs", "[-5]", "5.0"),
    ("math.abs", "[2.5]", "2.5"),
    ("math.sqrt", "[16]", "4.0"),
    ("math.sqrt", "[0]", "0.0"),
    ("math.pow", "[2, 10]", "1024.0"),
    ("math.pow", "[2, -1]", "0.5"),
    ("math.min", "[3, 2.5]", "2.5"),
    ("math.max", "[3, 2]", "3.0"),
    ("math.sin", "[0]", "0.0"),
    ("math.cos", "[0]", "1.0"),
    ("math.tan", "[0]", "0.0"),
    ("math.floor", "[2.7]", "2"),
    ("math.floor", "[-2.1]", "-3"),
    ("math.floor", "[9223372036854775807]", "9223372036854775807"),
    ("math.ceil", "[2.1]", "3"),
    ("math.ceil", "[-2.9]", "-2"),
    ("math.round", "[2.5]", "3"),
    ("math.round", "[-2.5]", "-3"),
    ("math.round", "[2.4]", "2"),
    ("math.round", "[7]", "7"),
    ("math.round_to", "[3.14159, 2]", "3.14"),
    ("math.round_to", "[1234.5, -2]", "1200.0"),
    ("math.round_to", "[1.5, 400]", "1.5"),
    ("math.round_to", "[1.5, -400]", "0.0"),
];

pub(super) const BAD: &[Bad] = &[
    ("math.abs", r#"["5"]"#, "TypeError", "Argument 1 of function 'math.abs' expects number, but got string"),
    ("math.abs", "[]", "ArgumentError", "math.abs"),
    ("math.sqrt", "[-1]", "MathError", "negative"),
    ("math.sqrt", "[null]", "TypeError", "got null"),
    ("math.pow", "[2]", "ArgumentError", "math.pow"),
    ("math.min", "[1, true]", "TypeError", "Argument 2"),
    ("math.max", "[1]", "ArgumentError", "math.max"),
    ("math.sin", "[[]]", "TypeError", "got array"),
    ("math.cos", "[{}]", "TypeError", "got dict"),
    ("math.tan", "[1.5707963267948966]", "MathError", "math.tan"),
    ("math.tan", "[-4.71238898038469]", "MathError", "math.tan"),
    ("math.floor", "[1e19]", "MathError", "out of the range"),
    ("math.ceil", "[-1e30]", "MathError", "out of the range"),
    ("math.round", "[9223372036854775808.0]", "MathError", "out of the range"),
    ("math.round", r#"["1"]"#, "TypeError", "expects number"),
    ("math.round_to", "[1.5, 1.5]", "TypeError", "Argument 2"),
];
