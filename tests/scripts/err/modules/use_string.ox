// rejected: 
use "json"
main { }
