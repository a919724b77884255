// Matrices as lists of rows.
export struct Matrix { rows: int, cols: int, cells: list<list<float>> }
export fn make(rows: int, cols: int, f) -> Matrix {
  let cells = []
  for r in 0..rows {
    let row = []
    for c in 0..cols { row.push(f(r, c)) }
    cells.push(row)
  }
  return new Matrix { rows: rows, cols: cols, cells: cells }
}
export fn identity(n: int) -> Matrix { return make(n, n, fn(r, c) { return if r == c { 1 } else { 0 } }) }
export fn from(rows: list) -> Matrix {
  for r in rows { if len(r) != len(rows[0]) { throw "rows of different length" } }
  return make(len(rows), len(rows[0]), fn(r, c) { return rows[r][c] })
}
fn Matrix.mul(a, b) -> Matrix {
  if a.cols != b.rows { throw f"cannot multiply {a.rows}x{a.cols} by {b.rows}x{b.cols}" }
  return make(a.rows, b.cols, fn(r, c) {
    let sum = 0
    for k in 0..a.cols { sum += a.cells[r][k] * b.cells[k][c] }
    return sum
  })
}
fn Matrix.add(a, b) -> Matrix { return make(a.rows, a.cols, fn(r, c) { return a.cells[r][c] + b.cells[r][c] }) }
fn Matrix.transpose(a) -> Matrix { return make(a.cols, a.rows, fn(r, c) { return a.cells[c][r] }) }
fn Matrix.power(a, n: int) -> Matrix {
  let result = identity(a.rows)
  let base = a
  while n > 0 {
    if n % 2 == 1 { result = result.mul(base) }
    base = base.mul(base)
    n = int(n / 2)
  }
  return result
}
fn Matrix.det(a) {
  if a.rows == 1 { return a.cells[0][0] }
  let total = 0
  let sign = 1
  for c in 0..a.cols {
    total += sign * a.cells[0][c] * a.minor(c).det()
    sign = -sign
  }
  return total
}
fn Matrix.minor(a, col) -> Matrix {
  return make(a.rows - 1, a.cols - 1, fn(r, c) { return a.cells[r + 1][if c < col { c } else { c + 1 }] })
}
fn Matrix.show(a) -> string { return a.cells.map(fn(row) { return row.join(" ") }).join(" | ") }
