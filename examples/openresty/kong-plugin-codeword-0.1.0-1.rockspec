rockspec_format = "3.0"
package = "kong-plugin-codeword"
version = "0.1.0-1"
source = { url = "." }
description = {
   summary = "API error codes become words in the reader's language, in Kong",
   license = "MIT OR Apache-2.0",
}
dependencies = { "lua == 5.1", "lua-resty-codeword" }
build = {
   type = "builtin",
   modules = {
      ["kong.plugins.codeword.handler"] = "kong/plugins/codeword/handler.lua",
      ["kong.plugins.codeword.schema"] = "kong/plugins/codeword/schema.lua",
   },
}
