// use a.b as n finds a file beside this one.
use lib.geom
use lib.geom as g2
main { print(geom.area(3, 3), g2.UNIT) }
