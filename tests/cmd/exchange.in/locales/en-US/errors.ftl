# OrderNotFound
code-404001 = The order was not found

# OrderClosed
# needs translation
code-409001 = 订单已关闭
