function numbers(n) {
  const xs = [];
  let seed = 7;
  for (let i = 0; i < n; i++) {
    seed = (seed * 16807) % 2147483647;
    xs.push(seed);
  }
  return xs;
}
function main() {
  const xs = numbers(200000);
  xs.sort((a, b) => a - b);
  print(xs[0] + " " + xs[100000] + " " + xs[199999]);
}
main();
