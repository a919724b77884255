// async functions run at the call; await gives the value itself.
async fn load(x) { print("loading", x)  return x * 2 }
main {
  let r = load(2)
  print("called")
  print(r, await load(5), await 7)
}
