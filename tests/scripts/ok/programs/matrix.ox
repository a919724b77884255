// A matrix library in a module, used by a program.
import "./lib/matrix" as m
import { identity, Matrix } from "./lib/matrix"
main {
  let a = m.from([[1, 2], [3, 4]])
  let b = m.make(2, 3, fn(r, c) { return r * 3 + c })
  print(a.show())
  print(b.show())
  print(a.mul(b).show())
  print(a.mul(identity(2)).show() == a.show(), a.add(a).show(), b.transpose().show())
  print(m.from([[1, 1], [1, 0]]).power(10).cells[0][1])
  print(m.from([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).det(), a.det(), typeof(a))
  try { b.mul(b) } catch (e) { print(e) }
  try { m.from([[1], [1, 2]]) } catch (e) { print(e) }
  let typed: Matrix = a
  print(m.Matrix.show(typed))
}
