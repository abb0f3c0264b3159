## Orders

# OrderNotFound
# The number is one that no order ever had.
code-404001 = The order was not found

## Limits

# TooManyRequests
#   $seconds (Number) - how long to wait
code-429001 =
    { $seconds ->
        [one] Too many requests; try again in { $seconds } second
       *[other] Too many requests; try again in { $seconds } seconds
    }

## Server

# Internal
code-500001 = Something went wrong here; try again later
