# source: 74f66d90
code-404001 = Die Bestellung wurde nicht gefunden

# source: 042f7f13
code-429001 =
    { $seconds ->
        [one] Zu viele Anfragen; in einer Sekunde wieder versuchen
       *[other] Zu viele Anfragen; in { $seconds } Sekunden wieder versuchen
    }

# source: f29cd3ac
code-500001 = Hier ging etwas schief
