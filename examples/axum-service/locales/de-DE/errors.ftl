code-404001 = Die Bestellung { $id } gibt es nicht
code-413002 = { $count ->
        [one] Ihr Warenkorb hat ein Stück
       *[other] Ihr Warenkorb hat { $count } Stück
    }, und höchstens { $limit } sind erlaubt
    .title = Zu viel im Warenkorb
