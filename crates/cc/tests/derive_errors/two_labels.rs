#[derive(oxbow_cc::Trace)]
#[trace(label = "a", label_with = name)]
struct Both(u8);

fn main() {}
