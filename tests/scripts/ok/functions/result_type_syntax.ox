// -> T and : T; generic parameters.
fn a(x: int) -> int { return x }
fn b(x: int): int { return x }
fn id<T>(x: T) -> T { return x }
fn pair<A, B>(a: A, b: B) -> list { return [a, b] }
main { print(a(1), b(2), id("s"), id<int>(3), pair<int, string>(1, "b")) }
