### Error messages

## Orders

# OrderNotFound
# The number is one that no order ever had.
# needs translation: the source has changed
# source: 5011e7ea
code-404001 = The order was not found

# OrderClosed
# needs translation
# source: 7cc24204
code-409001 = 订单已关闭

# Mine, in no other locale
code-400999 =   Kept as it is

## Limits

# TooManyOrders
#   $limit (Number) - how many are allowed
# needs translation
# source: 525fdf25
code-429001 = 订单数超过 { $limit }
