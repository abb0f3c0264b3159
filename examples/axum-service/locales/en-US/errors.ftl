code-404001 = There is no order { $id }
code-413002 = { $count ->
        [one] Your cart has one item
       *[other] Your cart has { $count } items
    }, and may have { $limit }
    .title = Too much in the cart
