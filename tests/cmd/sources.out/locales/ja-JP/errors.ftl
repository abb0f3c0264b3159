# source: 74f66d90
code-404001 = 注文が見つかりません

# needs translation
# source: 927e34b6
code-409001 = The order is there already
