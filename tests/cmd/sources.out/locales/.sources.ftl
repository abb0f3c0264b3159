### The texts that the translations were made from: “codeword sync” keeps this file, and
### “codeword diff” reads it. Leave it as it is, and put it under version control.

## zh-CN

code-404001 = 订单不存在
code-409001 = 订单已存在

## en-US

code-404001 = The order was not found
code-409001 = The order is there already
