// Reading CSV, grouping, computing with floats, writing JSON.
fn load(text) { return csv.parse_dict(text).map(fn(r) { return {"item": r["item"], "qty": int(r["qty"]), "price": float(r["price"]), "tags": r["tags"].split("|")} }) }
fn group(rows, key) {
  let out = {}
  for r in rows { for t in r[key] { if !(t in out) { out[t] = [] }  out[t].push(r) } }
  return out
}
fn total(rows) { return rows.reduce(fn(sum, r) { return sum + r["qty"] * r["price"] }, 0.0) }
main {
  let rows = load("item,qty,price,tags\nbolt,100,0.25,metal|small\n\"nut, hex\",50,0.5,metal\nglue,3,4.75,small\n")
  for [tag, rs] in group(rows, "tags") { print(tag, rs.map(fn(r) { return r.item }), total(rs)) }
  print(math.round_to(total(rows) / len(rows), 2))
  print(json.stringify(rows[1]))
  let cheap = rows.filter(fn(r) { return r.price < 1 })
  print(csv.format_rows(cheap.map(fn(r) { return [r.item, string(r.qty)] })).trim())
}
