code-404001 = The order was not found

code-409001 = The order is there already
