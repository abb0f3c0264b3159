-- Runs the plugins for APISIX and Kong as those servers do, with stubs of the functions that the plugins call.

local ngx = ngx

local plugins = {}

--- `policy` is a file.
function plugins.begin(policy)
    rawset(_G, "kong", { log = { err = function(...) ngx.log(ngx.ERR, ...) end } })
    plugins.kong = require "kong.plugins.codeword.handler"
    plugins.kong_conf = { policy = policy, follow = 1 }
    assert(plugins.kong.VERSION and plugins.kong.PRIORITY < 100)

    local schema = require "kong.plugins.codeword.schema"
    assert(schema.name == "codeword" and schema.fields[1].protocols.type == "set")
    for name in pairs(plugins.kong_conf) do
        local is_known = false
        for _, field in ipairs(schema.fields[2].config.fields) do
            is_known = is_known or field[name] ~= nil
        end
        assert(is_known, name)
    end

    plugins.apisix = require "apisix.plugins.codeword"
    plugins.apisix_conf = { policy = policy }
    local apisix = plugins.apisix
    assert(apisix.version and apisix.priority < 899 and apisix.name == "codeword")
    assert(apisix.check_schema(plugins.apisix_conf))
    assert(apisix.check_schema({ follow = 1 }, 2))
    for wrong, why in pairs({
        [{ folder = "/srv" }] = "folder",
        [{ folders = "/srv" }] = "folders",
        [{ body_limit = 1.5 }] = "body_limit",
    }) do
        local is_valid, found = apisix.check_schema(wrong)
        assert(not is_valid and found:find(why, 1, true), why)
    end
end

function plugins.apisix_header_filter(conf)
    ngx.ctx.api_ctx = { _plugin_name = "codeword" }
    plugins.apisix.header_filter(conf or plugins.apisix_conf, ngx.ctx.api_ctx)
end

function plugins.apisix_body_filter(conf)
    plugins.apisix.body_filter(conf or plugins.apisix_conf, ngx.ctx.api_ctx)
end

function plugins.kong_header_filter(conf)
    plugins.kong:header_filter(conf or plugins.kong_conf)
end

function plugins.kong_body_filter(conf)
    plugins.kong:body_filter(conf or plugins.kong_conf)
end

return plugins
