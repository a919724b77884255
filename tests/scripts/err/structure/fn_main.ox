// rejected: main
fn main() { print(1) }
