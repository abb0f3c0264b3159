code-404001 = The order was not found
