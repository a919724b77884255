function main() {
  const words = [];
  let seed = 42;
  for (let i = 0; i < 200000; i++) {
    seed = (seed * 16807) % 2147483647;
    words.push("w" + (seed % 5000));
  }
  const counts = new Map();
  for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
  let best = 0;
  for (const [w, n] of counts) { if (n > best) best = n; }
  print(counts.size + " " + best);
}
main();
