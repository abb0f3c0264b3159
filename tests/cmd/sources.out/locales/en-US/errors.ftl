# source: 5011e7ea
code-404001 = The order was not found

# source: e06f8cdf
code-409001 = The order is there already
