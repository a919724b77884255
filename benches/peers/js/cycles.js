class Node {
  constructor(value, next) { this.value = value; this.next = next; }
}
function pair(i) {
  const a = new Node(i, null);
  const b = new Node(i + 1, a);
  a.next = b;
}
function main() {
  for (let i = 0; i < 1000000; i++) pair(i);
  print("done");
}
main();
