// First name an enum, struct or module: variant, method value, module member.
struct Pt { x: int }
fn Pt.show(p) { return "pt " + p.x }
enum Color { Red, Green = 7 }
main {
  let f = Pt.show
  print(Color.Green, f(new Pt { x: 3 }), typeof(math.floor))
  print(math.PI == math.pi, math.E == math.e, math.floor(math.PI))
  let floor = math.floor
  print(floor(2.7))
}
