function main() {
  const n = 1000000;
  const composite = [];
  for (let i = 0; i <= n; i++) composite.push(false);
  let count = 0;
  for (let i = 2; i <= n; i++) {
    if (!composite[i]) {
      count += 1;
      let j = i * i;
      while (j <= n) {
        composite[j] = true;
        j += i;
      }
    }
  }
  print(count);
}
main();
