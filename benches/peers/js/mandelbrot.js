function main() {
  const size = 160;
  let inside = 0;
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      const x0 = px * 3.0 / size - 2.0;
      const y0 = py * 2.0 / size - 1.0;
      let x = 0.0;
      let y = 0.0;
      let i = 0;
      while (i < 100 && x * x + y * y <= 4.0) {
        const t = x * x - y * y + x0;
        y = 2.0 * x * y + y0;
        x = t;
        i += 1;
      }
      if (i == 100) inside += 1;
    }
  }
  print(inside);
}
main();
