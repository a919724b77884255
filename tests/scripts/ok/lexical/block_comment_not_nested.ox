// A block comment ends at the first terminator, whatever opened inside.
/* outer /* inner */
main { print("after") }
