#[derive(oxbow_cc::Trace)]
#[trace(label = "a", label_key = key)]
struct Both(u8);

fn main() {}
