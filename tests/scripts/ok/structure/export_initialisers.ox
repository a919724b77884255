// export items are evaluated in source order before main, after all functions exist.
export let A = first()
export const B = A + 1
fn first() { print("init A")  return 10 }
main { print(A, B) }
