// import * as n from; the suffix may be left out.
import * as geom from "./lib/geom"
import * as old from "./lib/legacy"
main { print(geom.area(1, 2), old.old(), geom.default) }
