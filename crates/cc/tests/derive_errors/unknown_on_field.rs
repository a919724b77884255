#[derive(oxbow_cc::Trace)]
struct Unknown(#[trace(finalize)] u8);

fn main() {}
