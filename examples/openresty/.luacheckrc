std = "ngx_lua"
max_line_length = 120
read_globals = { "kong" }
-- Kong calls what it finds with itself.
self = false
