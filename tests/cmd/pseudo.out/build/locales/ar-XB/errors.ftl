# OrderNotFound
#   $id (String) - the number of the order
code-404001 = ‏‮The‬‏ ‏‮order‬‏ { $id } ‏‮was‬‏ <b>‏‮not‬‏</b> ‏‮found‬‏

code-429001 =
    { $limit ->
        [one] ‏‮One‬‏ ‏‮order‬‏ ‏‮is‬‏ ‏‮too‬‏ ‏‮many‬‏
       *[other] { NUMBER($limit) } ‏‮orders‬‏ ‏‮are‬‏ ‏‮too‬‏ ‏‮many‬‏
    }
    .title = ‏‮Too‬‏ ‏‮many‬‏
