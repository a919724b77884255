// error: LIMIT
import "./lib/vars" as v
main { v.LIMIT = 2 }
