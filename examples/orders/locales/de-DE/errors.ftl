code-404001 = Die Bestellung { $id } gibt es nicht
code-409002 = { $left ->
    [0] { $item } ist ausverkauft
    [one] Von { $item } ist nur noch eines da
   *[other] Von { $item } sind nur noch { $left } da
}
    .title = Ausverkauft
code-429001 = Zu viele Bestellungen
