code-404001 = There is no order { $id }
code-409002 = { $left ->
    [0] { $item } is out of stock
    [one] Only one { $item } is left
   *[other] Only { $left } of { $item } are left
}
    .title = Out of stock
code-429001 = Too many orders
