#[derive(oxbow_cc::Trace)]
#[trace(finalize)]
struct Unfinished(u8);

fn main() {}
