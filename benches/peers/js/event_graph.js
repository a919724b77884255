class Window {
  constructor() { this.name = "window"; this.children = []; this.clicks = 0; }
}
class Button {
  constructor(owner, next) { this.owner = owner; this.label = "button"; this.handlers = []; this.next = next; }
  on(handler) { this.handlers.push(handler); }
  click() { for (const handler of this.handlers) handler(this); }
}
function open(number) {
  const window = new Window();
  let last = null;
  for (let i = 0; i < 8; i++) {
    const button = new Button(window, last);
    button.on(b => { b.owner.clicks += 1; });
    button.on(b => { window.clicks += i; });
    window.children.push(button);
    last = button;
  }
  window.children[0].next = last;
  return window;
}
function main() {
  let clicks = 0;
  const kept = [];
  for (let number = 0; number < 20000; number++) {
    const window = open(number);
    for (const child of window.children) child.click();
    clicks += window.clicks;
    if (number % 100 == 0) kept.push(window);
  }
  print(clicks + " " + kept.length);
}
main();
