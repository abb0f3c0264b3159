### Translated from zh-CN.
### Translate what stands right of “=”, then take out the line “needs translation” above it.
### The command “codeword sync” keeps the lines “source” and “was”: leave them alone.

## Orders

# OrderNotFound
# The number is one that no order ever had.
# needs translation
# source: 5011e7ea
code-404001 = 订单不存在

# OrderClosed
# needs translation
# source: 7cc24204
code-409001 = 订单已关闭

## Limits

# TooManyOrders
#   $limit (Number) - how many are allowed
# needs translation
# source: 525fdf25
code-429001 = 订单数超过 { $limit }
