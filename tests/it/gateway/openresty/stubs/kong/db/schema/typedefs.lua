-- In the place of Kong's own: what the schema of the plugin refers to.
return { protocols_http = { type = "set" } }
