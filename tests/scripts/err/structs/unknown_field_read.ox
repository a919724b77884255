// error: height
struct Box { width: int }
main {
  let b = new Box { width: 1 }
  print(b.height)
}
