// A falsy guard moves on to the next arm.
main {
  let f = fn(n) { return match n { x if x > 10 => "big", x if x > 5 => "mid", x => "small " + x } }
  print(f(11), f(6), f(1))
}
