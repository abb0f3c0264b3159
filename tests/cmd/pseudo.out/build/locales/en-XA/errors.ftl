# OrderNotFound
#   $id (String) - the number of the order
code-404001 = [Ţĥéé ööŕðééŕ { $id } ŵååš <b>ñööţ</b> ƒööûûñð]

code-429001 =
    { "[" }{ $limit ->
        [one] Öñéé ööŕðééŕ îîš ţöööö ɱååñýý
       *[other] { NUMBER($limit) } ööŕðééŕš ååŕéé ţöööö ɱååñýý
    }]
    .title = [Ţöööö ɱååñýý]
