// Functions see neither their caller's variables nor those of main.
fn callee() { return hidden }
fn caller() { let hidden = 1  return callee() }
main {
  let hidden = 2
  try { callee() } catch (e) { print("not main's") }
  try { caller() } catch (e) { print("not the caller's") }
}
