#[derive(oxbow_cc::Trace)]
#[trace(weak)]
struct Unknown(u8);

fn main() {}
