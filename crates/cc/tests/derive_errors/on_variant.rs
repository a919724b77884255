#[derive(oxbow_cc::Trace)]
enum Shape {
    #[trace(skip)]
    Square(u8),
}

fn main() {}
