// Variants are patterns.
enum Op { Add, Sub }
fn run(op: Op, a, b) { return match op { Op.Add => a + b, Op.Sub => a - b } }
main { print(run(Op.Add, 1, 2), run(Op.Sub, 1, 2)) }
