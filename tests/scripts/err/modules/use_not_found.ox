// rejected: nowhere
use nowhere.to.be.found
main { print("never") }
