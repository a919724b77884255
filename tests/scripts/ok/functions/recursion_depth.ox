// Ten thousand levels of nested calls must work.
fn down(n) { if n == 0 { return 0 } return 1 + down(n - 1) }
main { print(down(10000)) }
