function quicksort(xs, low, high) {
  if (low >= high) return;
  const pivot = xs[Math.floor((low + high) / 2)];
  let i = low;
  let j = high;
  while (i <= j) {
    while (xs[i] < pivot) i += 1;
    while (xs[j] > pivot) j -= 1;
    if (i <= j) {
      const t = xs[i];
      xs[i] = xs[j];
      xs[j] = t;
      i += 1;
      j -= 1;
    }
  }
  quicksort(xs, low, j);
  quicksort(xs, i, high);
}
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
  const xs = numbers(100000);
  quicksort(xs, 0, xs.length - 1);
  print(xs[0] + " " + xs[50000] + " " + xs[99999]);
}
main();
