#[derive(oxbow_cc::Trace)]
union Unknown {
    a: u8,
    b: u8,
}

fn main() {}
