function main() {
  let sum = 0;
  let i = 0;
  while (i < 5000000) {
    sum = sum + i;
    i = i + 1;
  }
  print(sum);
}
main();
