# needs translation: the source has changed
# was: The order was not found
# source: fc7351ff
code-404001 = Die Bestellung wurde nicht gefunden

# needs translation: the source has changed
# was:
#     { $seconds ->
#         [one] Too many requests; try again in one second
#        *[other] Too many requests; try again in { $seconds } seconds
#     }
# source: b903fe57
code-429001 =
    { $seconds ->
        [one] Zu viele Anfragen; in einer Sekunde wieder versuchen
       *[other] Zu viele Anfragen; in { $seconds } Sekunden wieder versuchen
    }

# source: f29cd3ac
code-500001 = Hier ging etwas schief
