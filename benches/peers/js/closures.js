function counter() {
  let n = 0;
  return function (step) { n = n + step; return n; };
}
function main() {
  const c = counter();
  const add = function (a, b) { return a + b; };
  let total = 0;
  for (let i = 0; i < 1000000; i++) total = add(total, c(1));
  print(total);
}
main();
