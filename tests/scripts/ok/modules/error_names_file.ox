// Errors name a file by its way from the program.
import "./lib/failing/broken" as broken
main {
  try { broken.run([]) } catch (e) {
    let dir = "tests/scripts/ok/modules/"
    print(e.file.replace(dir, ""), e.line)
    print(e.stack.map(fn(s) { return s.replace(dir, "") }))
  }
}
