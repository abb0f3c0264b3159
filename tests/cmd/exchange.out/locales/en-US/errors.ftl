# OrderNotFound
code-404001 = The order was not found

# OrderClosed
code-409001 = The order { "{" }#{ "}" } is closed

## Limits

# TooManyOrders
#   $limit (Number) - how many are allowed
# source: 525fdf25
code-429001 = More than { $limit } orders
