### The error messages, one for each code: “code-404001 = The order was not found”.
### Translations are made from this file. The “#” lines above a message are for translators.

code-404001 = The order was not found

code-429001 = Too many orders, wait
