//! A plugin that works on a type of the host: a document with cells, which may hold any script value.

use oxbow_interp::{Engine, Error, Host, New, Trace, Value};
use std::collections::BTreeMap;

/// Holds script values, so it is traced: a cell may refer to the sheet that holds it.
#[derive(Default, Trace)]
struct Sheet {
    title: String,
    cells: BTreeMap<String, Value>,
}

const PLUGIN: &str = r#"
fn total(sheet) {
  let sum = 0
  for name in sheet { if typeof(sheet[name]) == "int" { sum += sheet[name] } }
  return sum
}
fn transform(sheet) {
  sheet.title = sheet.title.upper()
  sheet["total"] = total(sheet)
  sheet["self"] = sheet
  return Sheet("summary of " + sheet)
}
"#;

fn main() -> Result<(), Error> {
    let mut engine = Engine::new();
    engine.register_type::<Sheet>("Sheet", |t| {
        t.constructor(|title: String| New(Sheet { title, ..Sheet::default() }))
            .iterate(|s: &Sheet| s.cells.keys().cloned().collect::<Vec<_>>())
            .index(|s: &Sheet, name: String| s.cells.get(&name).cloned())
            .set_index(|s: &mut Sheet, name: String, value: Value| drop(s.cells.insert(name, value)))
            .length(|s| s.cells.len())
            .property("title", |s: &Sheet| s.title.clone())
            .setter("title", |s: &mut Sheet, title: String| s.title = title)
            .text(|s| format!("{} ({} cells)", s.title, s.cells.len()))
            .traced();
    })?;
    let script = engine.compile("plugin", PLUGIN)?;
    let plugin = engine.load(&script)?;
    let mut sheet = Sheet { title: "sales".to_owned(), ..Sheet::default() };
    sheet.cells.extend([("a".to_owned(), Value::Int(40)), ("b".to_owned(), Value::Int(2))]);
    let sheet = engine.value(New(sheet))?;
    let summary: Host<Sheet> = plugin.function("transform")?.call(&mut engine, (&sheet,))?;
    let total = engine.get_index(&sheet, "total")?;
    println!("total {total:?}; {}", summary.with(|s| s.title.clone())?);
    drop((sheet, summary));
    println!("{} objects freed with the cycle through the sheet", engine.collect().freed_objects);
    Ok(())
}
