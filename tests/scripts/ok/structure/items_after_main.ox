// Items after main are accepted.
main { print(late(2)) }
fn late(x) { return x * K }
export let K = 21
