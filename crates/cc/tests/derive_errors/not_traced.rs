struct Opaque;

#[derive(oxbow_cc::Trace)]
struct Holder {
    field: Opaque,
}

fn main() {}
