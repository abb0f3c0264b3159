### Orders

# Busy
code-503001 = The service is busy， try again  

# OrderNotFound
code-404001 = The order 订单 { $oder } was not found