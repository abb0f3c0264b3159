### Translated from en-GB.
### Translate what stands right of “=”, then take out the line “needs translation” above it.
### The command “codeword sync” keeps the lines “source” and “was”: leave them alone.

# needs translation
# source: 74f66d90
code-404001 = The order was not found

# needs translation
# source: 2879bee4
code-429001 = Too many orders, wait
