### Translated from en-US.

# source: 74f66d90
code-404001 = Die Bestellung wurde nicht gefunden

# needs translation
# source: 710bbdcf
code-404002 = Stoppen Sie den Server
