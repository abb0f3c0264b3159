### Two messages with arguments, of which the shipped catalog has none: every contestant loads them too.

code-900001 = 未找到服务{ $name }
code-900002 =
    { $limit ->
       *[other] 每秒仅支持{ $limit }次心跳
    }
