// rejected: 
main { print([[[[[[[[[[[[[[[[[[[[[[[[ }
