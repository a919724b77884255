// An unknown member raises, naming member and module; assigning to a member raises.
import "./lib/geom" as g
main {
  try { g.volume(1)  print("no") } catch (e) { print(e.message.contains("volume")) }
  try { print(g.DEPTH)  print("no") } catch (e) { print(e.message.contains("DEPTH")) }
}
