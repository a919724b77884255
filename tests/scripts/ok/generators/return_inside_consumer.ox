// return inside the consuming loop leaves the function.
fn naturals() { let n = 0  while true { yield n  n += 1 } }
fn first_over(k) { for v in naturals() { if v > k { return v } } }
main { print(first_over(5)) }
