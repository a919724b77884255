// A while loop tests its condition before each turn, whatever form the condition has and however a turn ends; so does one that never begins.
struct Node { value: int, next: Node? }

fn below(a, b) { return a < b }

main {
  let i = 0
  while i < 3 { i += 1 }
  print(i)
  while i > 100000 { i = 0 }
  print(i)
  while i < 10 && i != 6 {
    i += 1
    if i == 5 { continue }
    if i == 99 { break }
  }
  print(i)
  while below(i, 8) || i == 8 { i += 1 }
  print(i)
  let x = 0.5
  while !(x >= 4.0) { x *= 2 }
  print(x == 4.0)
  let list = new Node { value: 1, next: new Node { value: 2, next: new Node { value: 3, next: null } } }
  let last = list
  while last.next != null { last = last.next }
  print(last.value)
  let node = list
  let sum = 0
  while node != null {
    sum = sum * 10 + node.value
    node = node.next
  }
  print(sum)
  let word = "a"
  while word != "aaaa" { word = word + "a" }
  print(word)
  let fs = []
  let k = 0
  while k < 3 {
    let own = k
    fs.push(fn() { return own })
    k += 1
  }
  print(fs[0](), fs[1](), fs[2]())
  for n in 0..=2 {
    if n == 1 { continue }
    print(n)
  }
  for n in 3..3 { print("never", n) }
  print(0 - 5 - 1, 1.5 - x, 2 * sum / 3 == 82.0, "n" + 1)
}
