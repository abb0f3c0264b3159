code-404001 = No order has this number

code-429001 =
    { $seconds ->
        [one] Too many requests; wait for one second
       *[other] Too many requests; wait for { $seconds } seconds
    }

code-500001 = Something went wrong here
