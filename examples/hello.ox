// Functions, lists, dicts, structs, closures, errors: the language on one page.
struct Reading { city: string, degrees: float }

fn Reading.label(r) -> string {
  return match r.degrees {
    d if d < 0.0 => "frost"
    d if d < 20.0 => "mild"
    _ => "warm"
  }
}

fn average(readings: list<Reading>) -> float {
  if len(readings) == 0 { throw "no readings" }
  return readings.reduce(fn(sum, r) { return sum + r.degrees }, 0.0) / len(readings)
}

main {
  let readings = []
  for [city, degrees] in {"Oslo": -3.5, "Lisbon": 17.25, "Cairo": 31.0} {
    readings.push(new Reading { city: city, degrees: degrees })
  }
  for r in readings { print(f"{r.city.pad_right(8)}{r.degrees}  {r.label()}") }
  print("average ${math.round_to(average(readings), 1)}")
  try {
    average([])
  } catch (e) {
    print("caught: " + e)
  }
}
