#[derive(oxbow_cc::Trace)]
#[trace(skip)]
struct Misplaced(u8);

fn main() {}
