### Error messages

## Orders

# OrderNotFound
code-404001 = The order was not found

# Mine, in no other locale
code-400999 =   Kept as it is
