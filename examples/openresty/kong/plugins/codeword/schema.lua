local typedefs = require "kong.db.schema.typedefs"

return {
  name = "codeword",
  fields = {
    { protocols = typedefs.protocols_http },
    { config = {
        type = "record",
        fields = {
          { folders = {
              description = "Folders of texts on the gateway's machine, a later one over an earlier one.",
              type = "array",
              elements = { type = "string", len_min = 1 },
          } },
          { embedded = {
              description = "Whether the texts that codeword ships with are beneath them.",
              type = "boolean",
          } },
          { default_locale = {
              description = "For readers whose languages are not there, such as en-US.",
              type = "string",
          } },
          { policy = {
              description = "A file with a table [response]: which fields, which codes, whose language.",
              type = "string",
          } },
          { preset = {
              description = "A policy by name, such as spring, instead of the file.",
              type = "string",
          } },
          { body_limit = {
              description = "The largest body that is looked into, in bytes.",
              type = "integer",
              gt = 0,
          } },
          { follow = {
              description = "Every how many seconds the files of the texts are looked at.",
              type = "number",
              gt = 0,
              required = true,
              default = 5,
          } },
        },
        entity_checks = {
          { mutually_exclusive = { "policy", "preset" } },
        },
    } },
  },
}
