### 订单

# OrderNotFound
# $order (String) - 订单号
code-404001 = 找不到订单 { $order }

# Busy
code-503001 = 服务忙，请重试
