### 错误信息

## Orders

# OrderNotFound
# The number is one that no order ever had.
code-404001 = 订单不存在

# OrderClosed
code-409001 = 订单已关闭

## Limits

# TooManyOrders
#   $limit (Number) - how many are allowed
code-429001 = 订单数超过 { $limit }
