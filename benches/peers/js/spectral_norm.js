function entry(i, j) {
  const k = i + j;
  return 1.0 / (k * (k + 1) * 0.5 + i + 1);
}
function times(v, n) {
  const out = [];
  for (let i = 0; i < n; i++) {
    let sum = 0.0;
    for (let j = 0; j < n; j++) sum += entry(i, j) * v[j];
    out.push(sum);
  }
  return out;
}
function transposed(v, n) {
  const out = [];
  for (let i = 0; i < n; i++) {
    let sum = 0.0;
    for (let j = 0; j < n; j++) sum += entry(j, i) * v[j];
    out.push(sum);
  }
  return out;
}
function main() {
  const n = 120;
  let u = [];
  for (let i = 0; i < n; i++) u.push(1.0);
  let v = [];
  for (let round = 0; round < 10; round++) {
    v = transposed(times(u, n), n);
    u = transposed(times(v, n), n);
  }
  let vbv = 0.0;
  let vv = 0.0;
  for (let i = 0; i < n; i++) {
    vbv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  print(Math.floor(Math.sqrt(vbv / vv) * 1000000000));
}
main();
