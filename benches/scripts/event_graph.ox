// A program built of objects that know each other: windows, buttons and handlers in cycles, dispatched to and thrown away.
struct Window { name: string, children: list, clicks: int }
struct Button { owner: Window, label: string, handlers: list, next: Button? }

fn Button.on(button, handler) { button.handlers.push(handler) }

fn Button.click(button) {
  for handler in button.handlers { handler(button) }
}

fn open(number) {
  let window = new Window { name: "window", children: [], clicks: 0 }
  let last = null
  for i in 0..8 {
    let button = new Button { owner: window, label: "button", handlers: [], next: last }
    button.on(fn(b) { b.owner.clicks += 1 })
    button.on(fn(b) { window.clicks += i })
    window.children.push(button)
    last = button
  }
  window.children[0].next = last
  return window
}

main {
  let clicks = 0
  let kept = []
  for number in 0..20000 {
    let window = open(number)
    for child in window.children { child.click() }
    clicks += window.clicks
    if number % 100 == 0 { kept.push(window) }
  }
  print(clicks, kept.length())
}
