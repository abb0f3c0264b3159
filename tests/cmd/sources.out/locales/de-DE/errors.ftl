### Translated from zh-CN.
### Translate what stands right of “=”, then take out the line “needs translation” above it.
### The command “codeword sync” keeps the lines “source” and “was”: leave them alone.

# needs translation
# source: 5011e7ea
code-404001 = 订单不存在

# needs translation
# source: e06f8cdf
code-409001 = 订单已存在
