// An inventory kept in CSV: parse, validate, aggregate, report, write back.
use csv
use string
use math

enum Level { Empty, Low, Normal = 10, High }

struct Item {
  sku: string
  name: string
  qty: int
  price: float
  tags: list<string>
}

struct Problem { line: int, text: string }

interface Described { fn describe(self) -> string }

struct Report implements Described {
  items: list<Item>
  problems: list<Problem>
}

fn Item.value(self) -> float { return self.qty * self.price }
fn Item.level(self) -> Level {
  if self.qty == 0 { return Level.Empty }
  if self.qty < 5 { return Level.Low }
  return if self.qty < 100 { Level.Normal } else { Level.High }
}
fn Item.row(self) -> list<string> {
  return [self.sku, self.name, string(self.qty), string(self.price), self.tags.join("|")]
}

fn Report.describe(self) -> string {
  return f"${len(self.items)} items, ${len(self.problems)} problems"
}

fn parse_item(row: list<string>, line: int) -> Item {
  if len(row) != 5 { throw f"expected 5 fields, got {len(row)}" }
  let [sku, name, qty, price, tags] = row
  let item = new Item {
    sku: sku.trim(),
    name: name,
    qty: int(qty),
    price: float(price),
    tags: tags.split("|").filter(fn(tag) { return !tag.isEmpty() }),
  }
  if item.qty < 0 { throw {"code": "NEGATIVE", "sku": item.sku} }
  return item
}

fn load(text: string) -> Report {
  let report = new Report { items: [], problems: [] }
  let line = 0
  for row in csv.parse(text) {
    line += 1
    if line == 1 { continue }
    try {
      report.items.push(parse_item(row, line))
    } catch (e) {
      let text = match typeof(e) {
        "string" => e
        "dict" => if "code" in e { f"{e.code}: {e.sku}" } else { e.message }
        _ => "unknown problem"
      }
      report.problems.push(new Problem { line: line, text: text })
    }
  }
  return report
}

fn group_by(items, key) {
  let groups = {}
  for item in items {
    let k = key(item)
    if !(k in groups) { groups[k] = [] }
    groups[k].push(item)
  }
  return groups
}

fn level_name(level: Level) -> string {
  return match level {
    Level.Empty => "empty",
    Level.Low => "low",
    Level.Normal => "normal",
    Level.High => "high",
  }
}

fn table(rows: list<list<string>>) {
  let widths = []
  for row in rows {
    for i in 0..len(row) {
      if i >= len(widths) { widths.push(0) }
      let w = len(row[i])
      if w > widths[i] { widths[i] = w }
    }
  }
  for row in rows {
    let cells = []
    for i in 0..len(row) { cells.push(row[i].pad_right(widths[i])) }
    print("|", cells.join(" | "), "|")
  }
}

main {
  let text = "sku,name,qty,price,tags
A1,Anvil,3,99.5,heavy|iron
B2,\"Bolt, hex\",1500,0.07,iron|small|
C3,\"Quote \"\"C\"\"\",0,12,
D4,Drum,x,1,
E5,Eel,-2,3,
F6,Fan,20,15.25
G7,Gear,20,15.25,iron
"
  let report = load(text)
  print(report.describe(), "/", Report.describe(report))
  for p in report.problems { print(f"line {p.line}: {p.text}") }
  table(array.map_fn(report.items, fn(i) { [i.sku, i.name, string(i.qty), string(i.value())] }))
  for [level, items] in group_by(report.items, fn(i) { level_name(i.level()) }) {
    print(level.pad_left(8), items.map(fn(i) { i.sku }).join(","))
  }
  let by_tag = {}
  for item in report.items {
    for tag in item.tags {
      by_tag[tag] = by_tag.get(tag, 0) + item.qty
    }
  }
  print(by_tag)
  let total = report.items.reduce(fn(acc, i) { acc + i.value() }, 0)
  print("total", math.round_to(total, 2), typeof(total))
  report.items[0].qty += 100
  let out = csv.format_rows([["sku", "name", "qty", "price", "tags"]] + report.items.map(fn(i) { i.row() }))
  io.write(out)
  let again = load(out)
  print(again.describe(), again.items[1].name == report.items[1].name)
  print(report.items[2])
}
