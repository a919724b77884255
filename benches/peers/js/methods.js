class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  move(dx, dy) { this.x = this.x + dx; this.y = this.y + dy; return this; }
  norm1() { return this.x + this.y; }
}
function main() {
  const p = new Point(0, 0);
  let sum = 0;
  for (let i = 0; i < 1000000; i++) {
    p.move(1, 2);
    sum = sum + p.norm1() % 7;
  }
  print(`Point { x: ${p.x}, y: ${p.y} } ${sum}`);
}
main();
