// Loops and declarations give null; only the last statement counts.
fn a() { "text"  while false { } }
fn b() { "text"  if false { 1 } }
fn c() { if true { } }
fn d() { match 1 { 1 => "arm" } }
main { print(a(), b(), c(), d()) }
