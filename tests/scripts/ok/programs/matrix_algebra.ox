// Matrices: products, transposition, determinants by elimination, powers, printing.
struct Matrix { rows: int, cols: int, data: list<list<float>> }

fn matrix(data) -> Matrix {
  let cols = len(data[0])
  for row in data { if len(row) != cols { throw "ragged matrix: " + data } }
  return new Matrix { rows: len(data), cols: cols, data: data }
}
fn Matrix.identity(n: int) -> Matrix {
  return matrix(range(n).map(fn(i) { range(n).map(fn(j) { if i == j 1.0 else 0.0 }) }))
}
fn Matrix.at(m, i, j) { return m.data[i][j] }
fn Matrix.times(a, b: Matrix) -> Matrix {
  if a.cols != b.rows { throw {"code": "SHAPE", "left": [a.rows, a.cols], "right": [b.rows, b.cols]} }
  let out = []
  for i in 0..a.rows {
    let row = []
    for j in 0..b.cols {
      let sum = 0
      for k in 0..a.cols { sum += a.data[i][k] * b.data[k][j] }
      row.push(sum)
    }
    out.push(row)
  }
  return matrix(out)
}
fn Matrix.transposed(m) {
  let out = []
  for j in 0..m.cols { out.push(m.data.map(fn(row) { return row[j] })) }
  return matrix(out)
}
fn Matrix.power(m, n: int) {
  if n == 0 { return Matrix.identity(m.rows) }
  let half = m.power(int(n / 2))
  let square = half.times(half)
  return if n % 2 == 1 { square.times(m) } else { square }
}
fn Matrix.det(m) -> float {
  if m.rows != m.cols { throw "not square" }
  let a = deep_copy(m.data)
  let n = m.rows
  let det = 1.0
  for c in 0..n {
    let pivot = c
    for r in c + 1..n { if math.abs(a[r][c]) > math.abs(a[pivot][c]) { pivot = r } }
    if a[pivot][c] == 0 { return 0.0 }
    if pivot != c {
      let tmp = a[c]
      a[c] = a[pivot]
      a[pivot] = tmp
      det = -det
    }
    det *= a[c][c]
    for r in c + 1..n {
      let factor = a[r][c] / a[c][c]
      for k in c..n { a[r][k] -= factor * a[c][k] }
    }
  }
  return det
}
fn Matrix.show(m) { for row in m.data { print(" ", row.map(fn(x) { string(x).pad_left(6) }).join("")) } }

main {
  let a = matrix([[1, 2], [3, 4]])
  let b = matrix([[0, 1], [1, 0]])
  a.times(b).show()
  print(a.transposed().data, a.at(1, 0))
  print(a.data == matrix([[1.0, 2.0], [3.0, 4.0]]).data, a == a, a == matrix([[1, 2], [3, 4]]))
  matrix([[1, 1], [1, 0]]).power(30).show()
  print(math.round_to(matrix([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]).det(), 9), matrix([[1, 2], [2, 4]]).det())
  try { a.times(matrix([[1, 2, 3]])) } catch (e) { print(e.code, e.left, e["right"]) }
  try { matrix([[1], [1, 2]]) } catch (e) { print(e) }
  try { matrix([[1, 2]]).det() } catch (e) { print(e) } finally { print("done") }
  try { Matrix.times(a, [[1]]) } catch (e) { print(e.message) }
  print(Matrix.identity(3))
}
