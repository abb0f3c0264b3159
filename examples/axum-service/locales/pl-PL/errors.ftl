code-404001 = Nie ma zamówienia { $id }
code-413002 = { $count ->
        [one] W koszyku jest { $count } sztuka
        [few] W koszyku są { $count } sztuki
       *[many] W koszyku jest { $count } sztuk
        [other] W koszyku jest { $count } sztuki
    }, a dozwolone jest { $limit }
    .title = Za dużo w koszyku
