// No separator is needed between statements; semicolons are skipped.
main {
  let a = 1 let b = 2 print(a + b)
  let c = 3; let d = 4; print(c * d);
  while (a < 3) { a += 1 };
  print(a)
}
