rockspec_format = "3.0"
package = "lua-resty-codeword"
version = "0.1.0-1"
source = { url = "." }
description = {
   summary = "API error codes become words in the reader's language, in nginx and OpenResty",
   detailed = "Carries responses between nginx and libcodeword.so, the library for C of codeword. Needs LuaJIT's FFI.",
   license = "MIT OR Apache-2.0",
}
dependencies = { "lua == 5.1" }
build = {
   type = "builtin",
   modules = { ["resty.codeword"] = "lib/resty/codeword.lua" },
}
