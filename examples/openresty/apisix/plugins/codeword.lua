--- The plugin `codeword` for Apache APISIX, on `resty.codeword`.

local core = require("apisix.core")
local plugin = require("apisix.plugin")
local codeword = require("resty.codeword")

local ngx = ngx
local pairs = pairs

local plugin_name = "codeword"

-- How often the files are looked at where the metadata does not say it, in seconds.
local FOLLOW = 5

local schema = {
    type = "object",
    properties = {
        folders = {
            description = "folders of texts on the gateway's machine, a later one over an earlier one",
            type = "array",
            items = { type = "string", minLength = 1 },
        },
        embedded = {
            description = "whether the texts that codeword ships with are beneath them",
            type = "boolean",
        },
        default_locale = {
            description = "for readers whose languages are not there, such as en-US",
            type = "string",
            minLength = 1,
        },
        policy = {
            description = "a file with a table [response]: which fields, which codes, whose language",
            type = "string",
            minLength = 1,
        },
        response = {
            description = "that table itself, instead of the file",
            type = "object",
        },
        body_limit = {
            description = "the largest body that is looked into, in bytes",
            type = "integer",
            minimum = 1,
        },
    },
    additionalProperties = false,
}

local metadata_schema = {
    type = "object",
    properties = {
        follow = {
            description = "every how many seconds the files of the texts are looked at",
            type = "integer",
            minimum = 1,
            default = FOLLOW,
        },
    },
}

local _M = {
    version = 0.1,
    -- After the plugins that write bodies, of which the last is response-rewrite, 899.
    priority = 890,
    name = plugin_name,
    schema = schema,
    metadata_schema = metadata_schema,
}

function _M.check_schema(conf, schema_type)
    if schema_type == core.schema.TYPE_METADATA then
        return core.schema.check(metadata_schema, conf)
    end
    return core.schema.check(schema, conf)
end

local function describe(conf)
    local configuration = {}
    for name in pairs(schema.properties) do
        configuration[name] = conf[name]
    end
    local metadata = plugin.plugin_metadata(plugin_name)
    return configuration, metadata and metadata.value and metadata.value.follow or FOLLOW
end

function _M.header_filter(conf, ctx)
    local localizer = codeword.of_plugin(conf, describe, core.log.error)
    ctx.codeword_localizer, ctx.codeword_held = localizer, localizer and localizer:judge()
end

function _M.body_filter(_, ctx)
    local held = ctx.codeword_held
    if not held then
        return
    end
    if not held.ticket then
        ngx.arg[1], held.replacement = held.replacement, nil
        return
    end
    held.size = held.size + #(ngx.arg[1] or "")
    local is_too_large = held.size > held.limit
    -- With a limit, hold_body_chunk cuts off what is over it. Told the size so far, it cuts off nothing, hands out what
    -- it has held, and lets the rest pass.
    local body = core.response.hold_body_chunk(ctx, false, is_too_large and held.size or nil)
    if is_too_large then
        ctx.codeword_localizer:release()
        ctx.codeword_held = nil
        ngx.arg[1] = body
    elseif body then
        ngx.arg[1] = ctx.codeword_localizer:finish(held, body)
        ctx.codeword_held = nil
    end
end

return _M
